// A clock that never goes back.

/** Stands still while `clock` goes back or gives no number, so that nothing leaves a window early. */
export function monotonic(clock: () => number): () => number {
  let latest = Number.NEGATIVE_INFINITY;
  return () => {
    const time = clock();
    if (time > latest && time < Number.POSITIVE_INFINITY) latest = time;
    else if (latest === Number.NEGATIVE_INFINITY) latest = 0;
    return latest;
  };
}
