// What a scope of OAuth may be.

/** Printable ASCII but for blanks, quotes and backslashes (RFC 6749, 3.3). */
const SCOPE = /^[\x21\x23-\x5b\x5d-\x7e]{1,128}$/;

/** Whether a text may be a scope; one of more than 128 characters is none. */
export function isScope(value: unknown): boolean {
  return typeof value === 'string' && SCOPE.test(value);
}
