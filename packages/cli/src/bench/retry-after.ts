// The Retry-After header of RFC 9110, section 10.2.3: seconds, or a date.

const MAX_LENGTH = 64;

/** Milliseconds to wait from `now`, a time as of `Date.now()`; undefined for what is neither seconds nor a date. */
export function retryAfterOf(value: string, now: number): number | undefined {
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1_000;
  const date = value.length > MAX_LENGTH ? Number.NaN : Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
