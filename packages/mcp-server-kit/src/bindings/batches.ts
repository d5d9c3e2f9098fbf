// JSON-RPC batches on a stream: the requests of one are answered one after another, and the answers leave together, as
// one array.
import { isRequest, type RequestId, type RpcMessage, type RpcRequest } from './messages.ts';

/** The batches of one connection that are being answered. */
export interface Batches {
  /** Begins one: each of its messages is handed on, a request when those before it have been answered. */
  open(messages: readonly RpcMessage[], handOn: (message: RpcMessage) => void): void;
  /** Takes an answer to a request of a batch. `false`: it is none. */
  take(message: RpcMessage): boolean;
  /** The request `id` was cancelled: it gets no answer. */
  forget(id: unknown): void;
  /** Sends what there is. */
  flush(): void;
}

interface Batch {
  /** Requests that have not begun. */
  queue: RpcRequest[];
  readonly answers: RpcMessage[];
  readonly handOn: (message: RpcMessage) => void;
}

/** Makes the table of batches; `send` gets each batch of answers. */
export function createBatches(send: (answers: readonly RpcMessage[]) => void): Batches {
  const open = new Set<Batch>();
  /** By the request of each that is being answered. */
  const batchOf = new Map<RequestId, Batch>();
  function startNext(batch: Batch): void {
    const next = batch.queue.shift();
    if (next === undefined) {
      open.delete(batch);
      if (batch.answers.length > 0) send(batch.answers);
      return;
    }
    // The answer to another request of the same id is not for this batch to wait for.
    const isTaken = batchOf.has(next.id);
    if (!isTaken) batchOf.set(next.id, batch);
    batch.handOn(next);
    if (isTaken) startNext(batch);
  }
  return {
    open(messages, handOn) {
      const batch = { queue: messages.filter(isRequest), answers: [], handOn };
      open.add(batch);
      for (const message of messages) if (!isRequest(message)) handOn(message);
      startNext(batch);
    },
    take(message) {
      const { id, method } = message;
      const batch = method === undefined && id !== undefined && id !== null ? batchOf.get(id) : undefined;
      if (batch === undefined || id === undefined || id === null) return false;
      batchOf.delete(id);
      batch.answers.push(message);
      startNext(batch);
      return true;
    },
    forget(id) {
      const begun = batchOf.get(id as RequestId);
      if (begun === undefined) {
        for (const batch of open) batch.queue = batch.queue.filter((request) => request.id !== id);
        return;
      }
      batchOf.delete(id as RequestId);
      startNext(begun);
    },
    flush() {
      for (const { answers } of open) if (answers.length > 0) send(answers);
      open.clear();
      batchOf.clear();
    },
  };
}
