// Writes answers: one JSON body, or a stream of server-sent events once there is more than one thing to say.
import type { ServerResponse } from 'node:http';
import { atEndOfTurn } from '../runtime/end-of-turn.ts';
import { RPC } from '../runtime/protocol-fault.ts';
import type { Runtime } from '../runtime/runtime.ts';
import type { Place } from '../runtime/scope.ts';
import type { Budget } from '../runtime/to-plain.ts';
import { type Caller, DirectRequest, type Outlet } from './direct.ts';
import { encode, type RequestId, type RpcMessage, type RpcRequest, rpcError } from './messages.ts';
import { type RefusalReason, setReason, setReasonByCode } from './refusal-reason.ts';

/** HTTP statuses of JSON-RPC errors: what is no request, and codes of 2026-07-28. Every other travels on a 200. */
const STATUS_OF_CODE: Readonly<Record<number, number>> = {
  [RPC.invalidRequest]: 400,
  [RPC.headerMismatch]: 400,
  [RPC.missingClientCapability]: 400,
  [RPC.unsupportedProtocolVersion]: 400,
};

/** Headers of a stream of events. */
export const STREAM_HEADERS = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
};

/** What goes with a refusal for want of room that others have to make. */
export const RETRY_LATER = { headers: { 'retry-after': '30' } };

/** How often a comment is sent on an open stream, so that proxies keep it. */
const KEEP_ALIVE_MS = 15_000;

/** Sends a JSON body at the end of the turn. An answer that has begun already is only ended. */
function sendJson(res: ServerResponse, status: number, text: string, headers = {}): void {
  if (res.headersSent) {
    atEndOfTurn(() => res.end());
    return;
  }
  const length = Buffer.byteLength(text);
  res.writeHead(status, { 'content-type': 'application/json', 'content-length': length, ...headers });
  // As many bytes as characters means ASCII, which needs no transcoding.
  const encoding = length === text.length ? 'latin1' : 'utf8';
  atEndOfTurn(() => res.end(text, encoding));
}

/** Refuses a request with a JSON-RPC error, so that no client takes the refusal for an older protocol. */
export function refuse(
  res: ServerResponse,
  reason: RefusalReason,
  status: number,
  message: string,
  {
    code = RPC.serverError,
    headers = {},
    id = null,
  }: { code?: number; headers?: Record<string, string>; id?: RequestId | null } = {},
): void {
  setReason(res, reason);
  sendJson(res, status, JSON.stringify(rpcError(code, message, id)), headers);
}

/** Sends the one answer to a POST. */
export function sendMessage(res: ServerResponse, message: RpcMessage, headers = {}): void {
  const status = (message.error && STATUS_OF_CODE[message.error.code]) ?? 200;
  if (status !== 200) setReasonByCode(res, message.error?.code);
  sendJson(res, status, encode(message), headers);
}

/** The answers to one POST. */
export class HttpExchange implements Outlet {
  readonly #res: ServerResponse;
  readonly #isBatch: boolean;
  readonly place: Place | undefined;
  readonly #answers: RpcMessage[] = [];
  readonly #calls: DirectRequest[] = [];
  /** Calls of a batch that have not begun: all at once, their results could fill the memory. */
  readonly #queue: (() => void)[] = [];
  #isRunning = false;
  #resultBudget: Budget | undefined;
  #maxUnreadBytes = Infinity;
  #waiting: number;
  #keepAlive: NodeJS.Timeout | undefined;

  constructor(res: ServerResponse, requests: number, isBatch: boolean, place?: Place) {
    this.#res = res;
    this.#waiting = requests;
    this.#isBatch = isBatch;
    this.place = place;
  }

  // Not `writableEnded`: the last answer may wait for the end of the turn.
  get #isOver(): boolean {
    return this.#waiting === 0 || this.#res.destroyed;
  }

  /** Lets the kit answer `message` here, after the calls of its batch that came before it. Hanging up cancels it. */
  serve(runtime: Runtime, message: RpcRequest, caller: Caller): void {
    if (!this.#isBatch) {
      this.#start(runtime, message, caller, this);
      return;
    }
    this.#resultBudget ??= { left: runtime.options.maxResultChars };
    const outlet: Outlet = {
      answer: (answer) => {
        this.answer(answer);
        this.#startNext();
      },
      push: (notification) => this.push(notification),
      place: this.place,
      resultBudget: this.#resultBudget,
    };
    this.#queue.push(() => this.#start(runtime, message, caller, outlet));
    if (!this.#isRunning) this.#startNext();
  }

  #startNext(): void {
    const start = this.#queue.shift();
    this.#isRunning = start !== undefined;
    start?.();
  }

  #start(runtime: Runtime, message: RpcRequest, caller: Caller, outlet: Outlet): void {
    this.#maxUnreadBytes = runtime.options.maxUnreadBytes;
    const call = new DirectRequest(message.id, caller, outlet);
    if (!call.start(runtime, message)) return;
    this.#calls.push(call);
    if (this.#calls.length > 1) return;
    this.#res.once('close', () => {
      for (const waiting of this.#calls) waiting.cancel();
    });
  }

  push(message: RpcMessage): void {
    // Answers are few; of notifications, one client may make a handler send any number.
    if (this.#res.writableLength > this.#maxUnreadBytes) this.#res.destroy();
    else this.#write(message);
  }

  #write(message: RpcMessage): void {
    if (this.#isOver) return;
    const res = this.#res;
    if (!res.headersSent) {
      res.writeHead(200, STREAM_HEADERS);
      this.#keepAlive = setInterval(() => res.write(': keep-alive\n\n'), KEEP_ALIVE_MS).unref();
      res.once('close', () => this.#stopKeepingAlive());
      // Answers of a batch that came before there was a stream.
      for (const answer of this.#answers.splice(0)) this.#write(answer);
    }
    res.write(`event: message\ndata: ${encode(message)}\n\n`);
  }

  answer(message: RpcMessage): void {
    if (this.#isOver) return;
    const res = this.#res;
    if (res.headersSent) {
      this.#write(message);
      if (--this.#waiting > 0) return;
      // An answer that nobody reads does not close.
      this.#stopKeepingAlive();
      res.end();
      return;
    }
    this.#waiting--;
    if (!this.#isBatch) {
      sendMessage(res, message);
      return;
    }
    this.#answers.push(message);
    if (this.#waiting === 0) sendJson(res, 200, encode(this.#answers));
  }

  #stopKeepingAlive(): void {
    clearInterval(this.#keepAlive);
  }
}
