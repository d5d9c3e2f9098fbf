// A bounded queue in front of an exporter: collects, sends in batches one after another, and counts what becomes of it.
import type { SignalStats } from '../telemetry.ts';

/** Why something was not exported; the names of {@link SignalStats}. */
type DropReason = keyof SignalStats['dropped'];

/** Options of {@link createBatchQueue}. */
export interface BatchQueueOptions<T> {
  /** Sends one batch; the promise says whether it arrived, and never rejects. */
  readonly send: (batch: T[]) => Promise<boolean>;
  readonly maxQueueSize: number;
  readonly maxBatchSize: number;
  readonly exportDelayMs: number;
  readonly onDrop: (reason: DropReason, count: number) => void;
}

/** A queue of spans or log records. */
export interface BatchQueue<T> {
  /** Takes an item, or drops it when the queue is full. Never throws and never sends by itself. */
  add(item: T): void;
  /** Resolves when everything that is queued now has been sent or given up. */
  flush(): Promise<void>;
  /** Flushes, and takes nothing any more. */
  close(): Promise<void>;
  /** Counts an item that is dropped before it gets here. */
  drop(reason: DropReason, count?: number): void;
  /** Counts an item that is to be exported, queued or not. */
  record(): void;
  stats(): SignalStats;
}

/** Makes a queue. Sending begins on a later turn: the call that fills a batch does not pay for serialising it. */
export function createBatchQueue<T>(options: BatchQueueOptions<T>): BatchQueue<T> {
  const { send, maxQueueSize, maxBatchSize, exportDelayMs, onDrop } = options;
  const dropped = { queueFull: 0, exportFailed: 0, unsanitized: 0, tailBufferFull: 0 };
  let recorded = 0;
  let exported = 0;
  let queue: T[] = [];
  let timer: NodeJS.Timeout | undefined;
  let isScheduled = false;
  let isClosed = false;
  let sending: Promise<void> | undefined;

  function drop(reason: DropReason, count = 1): void {
    dropped[reason] += count;
    onDrop(reason, count);
  }

  function add(item: T): void {
    if (isClosed) return;
    if (queue.length >= maxQueueSize) {
      drop('queueFull');
      return;
    }
    queue.push(item);
    if (queue.length < maxBatchSize) timer ??= setTimeout(pump, exportDelayMs).unref();
    else if (sending === undefined && !isScheduled) {
      isScheduled = true;
      setImmediate(pump);
    }
  }

  // One export at a time: a slow collector fills the queue, not the memory.
  function pump(): void {
    isScheduled = false;
    clearTimeout(timer);
    timer = undefined;
    if (sending !== undefined || queue.length === 0) return;
    const batch = queue.slice(0, maxBatchSize);
    queue = queue.slice(maxBatchSize);
    sending = send(batch).then((arrived) => {
      if (arrived) exported += batch.length;
      else drop('exportFailed', batch.length);
      sending = undefined;
      if (queue.length >= maxBatchSize) pump();
      else if (queue.length > 0) timer ??= setTimeout(pump, exportDelayMs).unref();
    });
  }

  async function flush(): Promise<void> {
    // The items of this moment: a busy server adds others for ever.
    let left = queue.length;
    await sending;
    while (left > 0 && queue.length > 0) {
      left -= maxBatchSize;
      pump();
      await sending;
    }
  }

  return {
    add,
    flush,
    close() {
      isClosed = true;
      return flush();
    },
    drop,
    record: () => {
      recorded += 1;
    },
    stats: () => ({ recorded, exported, dropped: { ...dropped } }),
  };
}
