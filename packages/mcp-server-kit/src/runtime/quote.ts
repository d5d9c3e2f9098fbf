// How much of what a caller has sent comes back to it in words.

/** In characters: enough to recognise it by. */
const MAX_QUOTED_CHARS = 200;

/** `text` as far as an answer may quote it. */
export function quoted(text: string): string {
  return text.length <= MAX_QUOTED_CHARS ? text : `${text.slice(0, MAX_QUOTED_CHARS)}…`;
}
