// A server may repeat what it was sent. Header values and variables are credentials often enough.

// Shorter words, such as `Bearer`, are no secrets, and would be found by chance.
const MIN_LENGTH = 8;
const MAX_TEXT = 10_000;

/** Creates a function that replaces `values`, and each long word of them, in a text. */
export function createRedactor(values: readonly string[]): (text: string) => string {
  const secrets = values
    .flatMap((value) => [value, ...value.split(/\s+/)])
    .filter((word) => word.length >= MIN_LENGTH)
    .sort((a, b) => b.length - a.length);
  return (text) =>
    secrets.reduce((left, secret) => left.replaceAll(secret, '[left out]'), text.slice(0, MAX_TEXT));
}
