// The time of a log line.

let lastMs = Number.NaN;
let last = '';

/** Now, as ISO 8601. Lines of one millisecond share one string: making it costs more than the rest of a line. */
export function isoTime(): string {
  const now = Date.now();
  if (now !== lastMs) {
    lastMs = now;
    last = new Date(now).toISOString();
  }
  return last;
}
