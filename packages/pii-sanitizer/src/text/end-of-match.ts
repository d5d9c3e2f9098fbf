// Matching at one place of a text.

/** The end of what a sticky pattern matches at `at`, or -1. */
export function endOfMatch(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
}

/** The group with which what a sticky pattern matches at `at` ends; '' when it matches nothing. It ends at the pattern's `lastIndex`. */
export function groupAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[1] ?? '';
}
