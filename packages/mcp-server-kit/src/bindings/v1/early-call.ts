// A request in a session that the kit has begun to answer. One that is over at once is answered as JSON; one that has
// more to say, or has to wait, goes on as the SDK's transport has it: on a stream that can be resumed.
import type { ServerResponse } from 'node:http';
import type { Result } from '../../runtime/operation.ts';
import { ProtocolFault, RPC } from '../../runtime/protocol-fault.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import type { Place } from '../../runtime/scope.ts';
import type { Backlog } from '../backlog.ts';
import { type Caller, DirectRequest, type Outlet } from '../direct.ts';
import { type RequestId, type RpcMessage, type RpcRequest, rpcError } from '../messages.ts';
import { askVia, notifyVia, type V1Extra } from './server.ts';

/** Under this name a call travels through the SDK's transport, which copies a message but not what is in it. */
const EARLY = 'portcullis.early';

/** Puts `call` into the message that it answers. */
export function withEarlyCall(message: RpcMessage, call: EarlyCall): RpcMessage {
  // A server without tasks has to ignore that one is wanted (MCP 2025-11-25, tasks); the SDK would refuse.
  return { ...message, params: { ...message.params, task: undefined, [EARLY]: call } };
}

/** The call that comes with `message`. A client cannot send one: it is an object of this process. */
export function earlyCallIn({
  params,
}: {
  params?: Record<string, unknown> | undefined;
}): EarlyCall | undefined {
  const call = params?.[EARLY];
  return call instanceof EarlyCall ? call : undefined;
}

/** What the SDK gets as the answer to a request that was cancelled; no client does. */
export function cancelledAnswer(id: RequestId): RpcMessage {
  return rpcError(RPC.serverError, 'The request was cancelled.', id);
}

/** The session that a call belongs to. */
export interface CallOwner {
  /** The call is over. */
  forget(): void;
  /** Ends the stream that the SDK has opened for the call. */
  endStream(): void;
  /** What waits for the reader of that stream. */
  readonly backlog: Backlog;
}

/** One such request. */
export class EarlyCall implements Outlet {
  readonly #call: DirectRequest;
  /** What waits for the SDK, in order. */
  readonly #later: ((extra: V1Extra) => void)[] = [];
  #extra: V1Extra | undefined;
  #answer: RpcMessage | undefined;
  #onAnswer: (() => void) | undefined;

  /** Whether the SDK has taken over. */
  get isAttached(): boolean {
    return this.#extra !== undefined;
  }

  readonly place: Place | undefined;
  readonly #id: RequestId;
  readonly #owner: CallOwner;

  constructor(id: RequestId, caller: Omit<Caller, 'ask'>, place: Place | undefined, owner: CallOwner) {
    this.place = place;
    this.#id = id;
    this.#owner = owner;
    this.#call = new DirectRequest(
      id,
      {
        ...caller,
        ask: (request, signal) =>
          new Promise((resolve, reject) => {
            this.#withExtra((extra) => {
              askVia(extra.sendRequest)(request, signal).then(resolve, reject);
            });
          }),
      },
      this,
    );
  }

  /**
   * Begins, and does all that can be done without waiting.
   * @returns the answer, if there is one by then and nothing was said before it.
   */
  async start(runtime: Runtime, message: RpcRequest): Promise<RpcMessage | undefined> {
    // A tick follows when no promise is left that could settle by itself.
    if (this.#call.start(runtime, message)) await new Promise(process.nextTick);
    return this.#later.length > 0 ? undefined : this.#answer;
  }

  /** Goes on with what the SDK gives to its handlers. Resolves with the result. */
  attach(extra: V1Extra): Promise<Result> {
    this.#extra = extra;
    for (const act of this.#later.splice(0)) act(extra);
    extra.signal.addEventListener('abort', () => this.cancel(extra.signal.reason), { once: true });
    return new Promise((resolve, reject) => {
      this.#onAnswer = () => {
        const { error, result = {} } = this.#answer ?? {};
        if (error === undefined) resolve(result);
        else reject(new ProtocolFault(error.code, error.message, error.data as Result | undefined));
      };
      if (this.#answer !== undefined) this.#onAnswer();
    });
  }

  /** The client has cancelled, or its session has ended: its stream ends, and nothing more is said on it. */
  cancel(reason?: unknown): void {
    this.#call.cancel(reason);
    // What the handler has asked of the client is taken back first, on the same stream.
    setImmediate(() => {
      if (this.#answer !== undefined) return;
      this.#withExtra(this.#owner.endStream);
      // For the SDK, which forgets a request once it has an answer.
      this.answer(cancelledAnswer(this.#id));
    });
  }

  push({ method = '', params = {} }: RpcMessage): void {
    this.#owner.backlog.add(params);
    this.#withExtra((extra) => notifyVia(extra, method, params));
  }

  answer(message: RpcMessage): void {
    this.#answer = message;
    this.#owner.forget();
    this.#onAnswer?.();
  }

  /** The client has come back for the streams of its session, and reads from `res`. */
  follow(res: ServerResponse): void {
    this.#owner.backlog.follow(res);
  }

  closeStream(): void {
    this.#withExtra((extra) => extra.closeSSEStream?.());
  }

  #withExtra(act: (extra: V1Extra) => void): void {
    if (this.#extra === undefined) this.#later.push(act);
    else act(this.#extra);
  }
}
