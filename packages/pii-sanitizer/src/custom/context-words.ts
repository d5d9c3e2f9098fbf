// Words that have to stand near a match.

/** Words before and after a match, and how far away they may be. */
export interface ContextWords {
  /** Words of which one stands before the match, or begins a word of the key. Either case. */
  before?: readonly string[];
  /** Words of which one stands after it. */
  after?: readonly string[];
  /** How far away, in code units, 1 to 200. Default 60. */
  distance?: number;
}

/** Whether `text[start, end)` has one of the words near it, or in its key. Without words, nothing is asked. */
export type ContextCheck = (text: string, start: number, end: number, key?: string) => boolean;

const DEFAULT_DISTANCE = 60;

/** A check for the given words. */
export function createContextCheck(context: ContextWords | undefined): ContextCheck {
  if (context === undefined) return () => true;
  const { distance = DEFAULT_DISTANCE } = context;
  const before = (context.before ?? []).map(lower);
  const after = (context.after ?? []).map(lower);
  return (text, start, end, key) =>
    (key !== undefined && hasWord(lower(spaced(key)), [...before, ...after])) ||
    hasWord(lower(text.slice(Math.max(0, start - distance), start)), before) ||
    hasWord(lower(text.slice(end, end + distance)), after);
}

function hasWord(text: string, words: readonly string[]): boolean {
  return words.some((word) => {
    for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
      if (at === 0 || !/[\p{L}\p{N}]/u.test(text.charAt(at - 1))) return true;
    }
    return false;
  });
}

function lower(text: string): string {
  return text.toLowerCase();
}

/** The words of a key: `badgeNumber`, `badge_number`. */
function spaced(key: string): string {
  return key.replace(/([a-z\d])([A-Z])|[_-]/g, '$1 $2');
}
