// Lets many clients share one SDK Server: each request gets an id of its own on the way in and the caller's id
// back on the way out. Without this, two clients that use the same id get each other's answers
// (GHSA-345p-7cg4-v4c7).
import { isRequest, type RequestId, type RpcMessage } from './messages.ts';

/** Where the answers of one HTTP request go. */
export interface Exchange {
  /** Takes the answer to the request with the caller's `id`. */
  answer(message: RpcMessage): void;
  /** Takes a notification or a request that belongs to this exchange. */
  push(message: RpcMessage): void;
}

/** Gives every request a unique id and finds the exchange that an outgoing message belongs to. */
export class Mux<E extends Exchange> {
  readonly #open = new Map<RequestId, { exchange: E; callerId: RequestId }>();
  #lastId = 0;

  /** Registers a request and returns it with an id that no other request has. */
  enter(request: RpcMessage & { id: RequestId }, exchange: E): RpcMessage & { id: number } {
    const id = ++this.#lastId;
    this.#open.set(id, { exchange, callerId: request.id });
    return { ...request, id };
  }

  /** The exchange that the request with our `id` belongs to, while it is open. */
  exchangeOf(id: RequestId): E | undefined {
    return this.#open.get(id)?.exchange;
  }

  /** The id that the caller gave to the request with our `id`. */
  callerIdOf(id: RequestId): RequestId {
    return this.#open.get(id)?.callerId ?? id;
  }

  /** Routes one outgoing message. What belongs to no open exchange goes nowhere. */
  route(message: RpcMessage, relatedId: RequestId | undefined): void {
    if (message.method !== undefined) {
      if (relatedId !== undefined) this.#open.get(relatedId)?.exchange.push(message);
      return;
    }
    if (message.id === undefined || message.id === null) return;
    const entry = this.#open.get(message.id);
    if (entry === undefined) return;
    this.#open.delete(message.id);
    entry.exchange.answer({ ...message, id: entry.callerId });
  }

  /** Forgets a request whose client has gone. */
  leave(id: RequestId): void {
    this.#open.delete(id);
  }

  /** How many requests wait for an answer. */
  get size(): number {
    return this.#open.size;
  }
}

/** Sends `messages` into a shared Server and forgets them when the client hangs up. */
export function admit<E extends Exchange>(
  mux: Mux<E>,
  messages: readonly RpcMessage[],
  exchange: E,
  deliver: (message: RpcMessage) => void,
  onHangUp: (listener: () => void) => void,
): void {
  // Notifications of a client without a session change nothing here: a `cancelled` could only name the request
  // of somebody else, and hanging up cancels.
  const requests = messages.filter(isRequest).map((request) => mux.enter(request, exchange));
  onHangUp(() => {
    for (const { id } of requests) {
      if (mux.exchangeOf(id) === undefined) continue;
      mux.leave(id);
      deliver({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: id } });
    }
  });
  for (const request of requests) deliver(request);
}
