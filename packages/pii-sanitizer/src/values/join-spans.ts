// Makes stretches of text disjoint.

/**
 * The stretches in order, the longer first of two that begin together. One that overlaps the last is not added, but `join`ed to it.
 * @param join Makes one of the two; unless it is given, the last goes on as far as both.
 */
export function joinSpans<T extends { start: number; end: number }>(
  spans: readonly T[],
  join = (last: T, { end }: T): T => ({ ...last, end: Math.max(last.end, end) }),
): T[] {
  const joined: T[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = joined.at(-1);
    if (last === undefined || span.start >= last.end) joined.push(span);
    else joined[joined.length - 1] = join(last, span);
  }
  return joined;
}
