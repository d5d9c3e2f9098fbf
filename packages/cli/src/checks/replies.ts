// Judges one answer: to input that should work, or to input that should be refused.
import { isJson, type Reply } from '../session/session.ts';
import type { Caller } from './caller.ts';
import { findLeaks } from './leaks.ts';
import { findPersonalData } from './personal-data.ts';
import { textOf } from './text-of.ts';

const INTERNAL_ERROR = -32603;
const MAX_MESSAGE = 160;

/** Judges the answer to good input. Returns the result when there is one that is complete and no error. */
export function judgeGood(caller: Caller, where: string, reply: Reply, what: string) {
  if (reply.kind === 'silence') return undefined;
  checkLeaks(caller, where, reply);
  if (reply.kind === 'error') {
    const seen = `${what} gives error ${reply.code}: ${reply.message.slice(0, MAX_MESSAGE)}`;
    const internal = reply.code === INTERNAL_ERROR;
    caller.add(internal ? 'behaviour/internal-error' : 'behaviour/good-input-refused', where, seen);
    return undefined;
  }
  const { result } = reply;
  checkResultType(caller, where, reply);
  if (result.resultType === 'input_required') {
    caller.skip(where, 'the server asks for input from a person');
    return undefined;
  }
  if (result.isError === true) {
    caller.add(
      'behaviour/good-input-tool-error',
      where,
      `${what} gives: ${sentenceOf(result.content).slice(0, MAX_MESSAGE)}`,
    );
    return undefined;
  }
  for (const kind of findPersonalData(textOf(result)))
    caller.add('behaviour/personal-data', where, `a result holds what looks like ${kind}`);
  return result;
}

/** Judges the answer to input that must be refused. */
export function judgeBad(caller: Caller, where: string, reply: Reply, what: string): void {
  if (reply.kind === 'silence') return;
  checkLeaks(caller, where, reply);
  if (reply.kind === 'error') {
    if (reply.code === INTERNAL_ERROR)
      caller.add('behaviour/bad-input-internal-error', where, `${what}: gives an internal error`);
    return;
  }
  checkResultType(caller, where, reply);
  if (reply.result.isError === true || reply.result.resultType === 'input_required') return;
  caller.add('behaviour/bad-input-accepted', where, `${what}: accepted`);
}

/** Reports internals in the text of an error. */
export function checkLeaks(caller: Caller, where: string, reply: Reply): void {
  const text =
    reply.kind === 'error'
      ? textOf([reply.message, reply.data])
      : reply.kind === 'result' && reply.result.isError === true
        ? textOf(reply.result)
        : '';
  for (const kind of findLeaks(text)) caller.add('behaviour/leak', where, `an error shows ${kind}`);
}

/** Reports a 2026-07-28 result without `resultType`, or else what the client has against a result. */
export function checkResultType(caller: Caller, where: string, reply: Reply): void {
  if (reply.kind !== 'result') return;
  if (caller.era === '2026' && typeof reply.result.resultType !== 'string')
    caller.add('behaviour/result-type', where, '`resultType` is missing');
  else if (reply.refusal !== undefined)
    caller.add('behaviour/result-invalid', where, reply.refusal.slice(0, MAX_MESSAGE));
}

/** Reports a 2026-07-28 result without valid `ttlMs` and `cacheScope`. */
export function checkCacheFields(caller: Caller, where: string, reply: Reply): void {
  if (caller.era !== '2026' || reply.kind !== 'result' || !isJson(reply.result)) return;
  const { ttlMs, cacheScope } = reply.result;
  if (typeof ttlMs !== 'number' || ttlMs < 0)
    caller.add('behaviour/cache-fields', where, '`ttlMs` is missing or invalid');
  if (cacheScope !== 'public' && cacheScope !== 'private')
    caller.add('behaviour/cache-fields', where, '`cacheScope` is missing or invalid');
}

/** The text blocks of a tool's content, in one line. */
function sentenceOf(content: unknown): string {
  const blocks = Array.isArray(content) ? content.slice(0, 10).filter(isJson) : [];
  const texts = blocks.flatMap(({ text }) => (typeof text === 'string' ? text.slice(0, 1_000) : []));
  return texts.join(' ').replace(/\s+/g, ' ') || 'no text';
}
