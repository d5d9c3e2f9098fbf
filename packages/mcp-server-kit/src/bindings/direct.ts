// Answers a request straight from the runtime. An SDK would add promises, schemas and copies to it, and nothing
// that a client can see but what is here.
import type { Era, LogLevel } from '../definitions/context.ts';
import type { Principal } from '../definitions/principal.ts';
import { asFault } from '../runtime/as-fault.ts';
import { isPromise, settle } from '../runtime/maybe-promise.ts';
import type { Result } from '../runtime/operation.ts';
import { RPC } from '../runtime/protocol-fault.ts';
import type { Runtime } from '../runtime/runtime.ts';
import type { Client, Place, RequestScope, SessionMemory } from '../runtime/scope.ts';
import type { Budget } from '../runtime/to-plain.ts';
import { isStrictRequest, type RequestId, type RpcMessage, type RpcRequest, rpcError } from './messages.ts';
import { toModernResult } from './v2/result.ts';

/** Where the messages about one request go. */
export interface Outlet {
  /** Takes the answer. */
  answer(message: RpcMessage): void;
  /** Takes a notification that comes before the answer. */
  push(message: RpcMessage): void;
  /** Ends the stream that the client reads, so that it polls for the rest; where there is one. */
  closeStream?(): void;
  /** Where the handler may run, if the request has room for one. */
  readonly place?: Place | undefined;
  /** What the results of a batch may hold together from here on, in characters. */
  readonly resultBudget?: Budget | undefined;
}

/** Who asks: what a binding knows about a request besides its message. */
export interface Caller extends Client {
  readonly era: Era;
  readonly transport: RequestScope['transport'];
  readonly protocolVersion: string | undefined;
  readonly logLevel?: LogLevel | undefined;
  readonly sessionId?: string | undefined;
  readonly clientInfo?: Readonly<Record<string, unknown>> | undefined;
  readonly clientCapabilities?: Readonly<Record<string, unknown>> | undefined;
  readonly ask?: RequestScope['ask'];
  readonly session?: SessionMemory | undefined;
  readonly inputResponses?: Readonly<Record<string, unknown>> | undefined;
  readonly requestState?: string | undefined;
}

/** One request that the kit answers itself; also the scope that the runtime sees. */
export class DirectRequest implements RequestScope {
  readonly era: Era;
  readonly protocolVersion: string | undefined;
  readonly transport: RequestScope['transport'];
  readonly requestId: RequestId;
  readonly sessionId: string | undefined;
  readonly clientKey: string;
  readonly principal: Principal | undefined;
  readonly clientInfo: Readonly<Record<string, unknown>> | undefined;
  readonly clientCapabilities: Readonly<Record<string, unknown>> | undefined;
  readonly logLevel: LogLevel | undefined;
  readonly ask: RequestScope['ask'];
  readonly inputResponses: Readonly<Record<string, unknown>> | undefined;
  readonly requestState: string | undefined;
  readonly session: SessionMemory | undefined;
  readonly #out: Outlet;
  #controller: AbortController | undefined;
  #cancelled: { readonly reason: unknown } | undefined;
  #isOver = false;

  constructor(requestId: RequestId, caller: Caller, out: Outlet) {
    this.era = caller.era;
    this.protocolVersion = caller.protocolVersion;
    this.transport = caller.transport;
    this.requestId = requestId;
    this.sessionId = caller.sessionId;
    this.clientKey = caller.clientKey;
    this.principal = caller.principal;
    this.clientInfo = caller.clientInfo;
    this.clientCapabilities = caller.clientCapabilities;
    this.logLevel = caller.logLevel;
    this.ask = caller.ask;
    this.inputResponses = caller.inputResponses;
    this.requestState = caller.requestState;
    this.session = caller.session;
    this.#out = out;
  }

  // Made on first use: a call that is over at once needs none.
  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController();
      if (this.#cancelled !== undefined) this.#controller.abort(this.#cancelled.reason);
    }
    return this.#controller.signal;
  }

  notify(method: string, params: Record<string, unknown>): void {
    if (!this.#isOver) this.#out.push({ jsonrpc: '2.0', method, params });
  }

  get place(): Place | undefined {
    return this.#out.place;
  }

  get resultBudget(): Budget | undefined {
    return this.#out.resultBudget;
  }

  closeStream(): void {
    this.#out.closeStream?.();
  }

  /** The client has cancelled or gone: nothing more is said, and the handler's signal aborts. */
  cancel(reason?: unknown): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#cancelled = { reason };
    this.#controller?.abort(reason);
  }

  /**
   * Answers `message`, at once where no promise is in the way.
   * @returns whether the answer is still to come; until then {@link cancel} has an effect.
   */
  start(runtime: Runtime, message: RpcRequest): boolean {
    if (!isStrictRequest(message)) {
      this.#answer(rpcError(RPC.invalidRequest, NOT_STRICT, this.requestId));
      return false;
    }
    const { method } = message;
    const answered = settle(
      () => runtime.dispatch(method, message.params, this),
      (result) => this.#answer(this.#resultOf(method, result, runtime)),
      (error) => this.#answer(faultOf(error, this.requestId, runtime)),
    );
    if (!isPromise(answered)) return false;
    answered.catch((err) => runtime.options.logger.error({ err }, 'an answer could not be sent'));
    return true;
  }

  #answer(message: RpcMessage): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#out.answer(message);
  }

  #resultOf(method: string, result: Result, { info }: Runtime): RpcMessage {
    const wire = this.era === '2026' ? toModernResult(method, result, info) : result;
    return { jsonrpc: '2.0', id: this.requestId, result: wire };
  }
}

/** What is said of a request that is none. */
export const NOT_STRICT = 'Invalid request: not a JSON-RPC request as MCP has it';

function faultOf(error: unknown, id: RequestId, { options: { logger } }: Runtime): RpcMessage {
  // The runtime throws nothing but faults; were it to, its words would not be for the client.
  const { code, message, data } = asFault(error, logger, 'a request failed outside its guards');
  return rpcError(code, message, id, data);
}
