// JSON-RPC batches on a stream: the answers to one leave together, as one array.
import { isRequest, type RequestId, type RpcMessage } from './messages.ts';

/** The batches of one connection that are being answered. */
export interface Batches {
  /** Begins one; its messages are for the caller to hand on. */
  open(messages: readonly RpcMessage[]): void;
  /** Takes an answer to a request of a batch. `false`: it is none. */
  take(message: RpcMessage): boolean;
  /** The request `id` was cancelled: it gets no answer. */
  forget(id: unknown): void;
  /** Sends what there is. */
  flush(): void;
}

interface Batch {
  /** Requests without an answer. */
  waiting: number;
  readonly answers: RpcMessage[];
}

/** Makes the table of batches; `send` gets each batch of answers. */
export function createBatches(send: (answers: readonly RpcMessage[]) => void): Batches {
  const batchOf = new Map<RequestId, Batch>();
  const settle = (id: RequestId, batch: Batch): void => {
    batchOf.delete(id);
    if (--batch.waiting === 0 && batch.answers.length > 0) send(batch.answers);
  };
  return {
    open(messages) {
      const requests = messages.filter(isRequest);
      const batch: Batch = { waiting: 0, answers: [] };
      for (const { id } of requests) {
        if (batchOf.has(id)) continue;
        batchOf.set(id, batch);
        batch.waiting++;
      }
    },
    take(message) {
      const { id, method } = message;
      const batch = method === undefined && id !== undefined && id !== null ? batchOf.get(id) : undefined;
      if (batch === undefined || id === undefined || id === null) return false;
      batch.answers.push(message);
      settle(id, batch);
      return true;
    },
    forget(id) {
      const batch = batchOf.get(id as RequestId);
      if (batch !== undefined) settle(id as RequestId, batch);
    },
    flush() {
      for (const batch of new Set(batchOf.values())) if (batch.answers.length > 0) send(batch.answers);
      batchOf.clear();
    },
  };
}
