// Makes stretches of text disjoint.

/**
 * The stretches in order, the longer first of two that begin together. One that overlaps the last is not added, but `join`ed to it.
 */
export function joinSpans<T extends { start: number; end: number }>(
  spans: readonly T[],
  join: (last: T, next: T) => T,
): T[] {
  const joined: T[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = joined.at(-1);
    if (last === undefined || span.start >= last.end) joined.push(span);
    else joined[joined.length - 1] = join(last, span);
  }
  return joined;
}
