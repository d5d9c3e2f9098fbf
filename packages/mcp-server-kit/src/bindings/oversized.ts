// Whom to answer when a message is too long to be read: what waits for an answer without an id waits for ever.
import { isPlainId, type RequestId } from './messages.ts';

// Members with short values at the beginning of an object. Clients write `params` after them, or all the rest after it.
const MEMBER = /\s*"(jsonrpc|id|method)"\s*:\s*("(?:[^"\\]|\\.)*"|-?\d+)\s*,/y;
// An id before the last brace belongs to the message itself: nothing deeper ends with one brace.
const LAST_ID = /,\s*"id"\s*:\s*("(?:[^"\\]|\\.)*"|-?\d+)\s*(?:,\s*"jsonrpc"\s*:\s*"2\.0"\s*)?\}\s*$/;

/** How much of each end of a text is looked at, in characters. */
const END_CHARS = 1024;

/** The id of a request that is there as text and is not going to be parsed; `null` as for {@link idOfEnds}. */
export function idOfText(text: string): RequestId | null {
  return idOfEnds(text.slice(0, END_CHARS), text.slice(-END_CHARS)) ?? null;
}

/**
 * The id of a request of which only its beginning is known, or both of its ends. `undefined`: the end may tell. `null`:
 * nothing tells, or it is no request: the id of an answer is one of ours.
 */
export function idOfEnds(head: string, tail?: string): RequestId | null | undefined {
  const found = new Map<string, string>();
  const open = head.indexOf('{');
  if (open === -1 || head.slice(0, open).trim() !== '') return null;
  MEMBER.lastIndex = open + 1;
  for (let member = MEMBER.exec(head); member !== null; member = MEMBER.exec(head)) {
    found.set(member[1] ?? '', member[2] ?? '');
  }
  if (!found.has('method')) return null;
  const text = found.get('id') ?? (tail === undefined ? undefined : LAST_ID.exec(tail)?.[1]);
  if (text === undefined) return tail === undefined ? undefined : null;
  try {
    const id: RequestId = JSON.parse(text);
    return isPlainId(id) ? id : null;
  } catch {
    return null;
  }
}
