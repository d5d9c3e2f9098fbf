// Keeps the event loop busy.
/** Blocks for this long. */
export function block(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}
