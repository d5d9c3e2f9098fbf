// Spells out forms that differ only in how many digits they have.

/** Forms of `from` to `to` digits between a prefix and a suffix: `digitRuns('A', 1, 2)` is `A#`, `A##`. */
export function digitRuns(prefix: string, from: number, to: number, suffix = ''): string[] {
  return Array.from({ length: to - from + 1 }, (_, more) => prefix + '#'.repeat(from + more) + suffix);
}
