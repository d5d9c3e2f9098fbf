// What came back for one call, and whether it is an answer without error.
import { isJson, type Json } from '../session/session.ts';
import { retryAfterOf } from './retry-after.ts';

/** How a call can fail. */
export type BenchErrorKind =
  /** An HTTP status other than 2xx; the code is the status. */
  | 'http'
  /** A JSON-RPC error; the code is its code. */
  | 'rpc'
  /** A result with `isError: true`. */
  | 'tool'
  /** A 2026-07-28 result that asks a person for input. */
  | 'input-required'
  /** No answer in time. */
  | 'timeout'
  /** The connection could not be made, or ended before the answer. */
  | 'connection'
  /** Bytes that are no answer to the call. */
  | 'invalid'
  /** An answer over `maxMessageBytes`. */
  | 'too-large';

/** A call that failed. */
export interface Failure {
  readonly kind: BenchErrorKind;
  readonly code?: number;
  /** What was seen. May be text of the server. */
  readonly detail: string;
  /** The server says that it limits how much is called. */
  readonly isLimited?: boolean;
  readonly retryAfterMs?: number;
}

/** How a call ended. */
export type Outcome = { readonly kind: 'ok' } | Failure;

/** An outcome, when it was there, and how large it was. */
export interface Answer {
  readonly outcome: Outcome;
  /** On the clock of `performance.now()`. */
  readonly endedAt: number;
  readonly bytes: number;
  /** The answer came on a stream that the server left open. */
  readonly streamLeftOpen?: true;
}

const OK: Outcome = { kind: 'ok' };
const MAX_TEXT = 1_000;
/** How the kit says so. */
const KIT_LIMIT = /^Rate limit reached\b/;
const KIT_RETRY = /Try again in (\d{1,9}) second/;

/** Judges the message that should answer the call with this id. */
export function judgeMessage(message: unknown, id: number): Outcome {
  if (!isJson(message) || message.id !== id)
    return { kind: 'invalid', detail: 'the answer is no JSON-RPC answer to the call' };
  if (isJson(message.error)) return rpcFailure(message.error);
  const { result } = message;
  if (!isJson(result)) return { kind: 'invalid', detail: 'the answer has no result and no error' };
  if (result.isError === true) {
    const text = firstText(result.content);
    return { kind: 'tool', detail: text, ...limitOf(text) };
  }
  if (result.resultType === 'input_required')
    return { kind: 'input-required', detail: 'the server asks a person for input' };
  return OK;
}

/** As `judgeMessage`, for text. */
export function judgeText(text: string, id: number): Outcome {
  return judgeMessage(parseJson(text), id);
}

/** Judges an HTTP answer whose status is no success. */
export function judgeStatus(status: number, retryAfter: string | undefined, body: string): Failure {
  const message = parseJson(body);
  const error = isJson(message) && isJson(message.error) ? message.error : undefined;
  const retryAfterMs = retryAfter === undefined ? undefined : retryAfterOf(retryAfter, Date.now());
  return {
    kind: 'http',
    code: status,
    detail: error === undefined ? body.slice(0, MAX_TEXT) : messageOf(error),
    ...(status === 429 ? { isLimited: true } : {}),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
}

/** JSON, or undefined for what is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function rpcFailure(error: Json): Failure {
  const text = messageOf(error);
  const retry = isJson(error.data) ? error.data.retryAfterMs : undefined;
  const limit = limitOf(text);
  return {
    kind: 'rpc',
    ...(Number.isInteger(error.code) ? { code: Number(error.code) } : {}),
    detail: text,
    ...limit,
    ...(typeof retry === 'number' && retry >= 0 ? { retryAfterMs: retry } : {}),
  };
}

function limitOf(text: string): Pick<Failure, 'isLimited' | 'retryAfterMs'> {
  if (!KIT_LIMIT.test(text)) return {};
  const seconds = KIT_RETRY.exec(text)?.[1];
  return { isLimited: true, ...(seconds === undefined ? {} : { retryAfterMs: Number(seconds) * 1_000 }) };
}

function messageOf({ message }: Json): string {
  return typeof message === 'string' ? message.slice(0, MAX_TEXT) : '';
}

function firstText(content: unknown): string {
  const blocks = Array.isArray(content) ? content.slice(0, 10) : [];
  const block = blocks.find((each) => isJson(each) && typeof each.text === 'string');
  return isJson(block) ? String(block.text).slice(0, MAX_TEXT) : '';
}
