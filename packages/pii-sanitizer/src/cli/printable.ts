// Names of files and findings are a stranger's: what a terminal would obey must not reach it.

/** Control characters, marks of direction, and what nobody sees. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** A text on one line. */
export function printable(text: string): string {
  return text.replace(UNSAFE, '?');
}

/** A value as JSON on one line, with an escape for each of those. */
export function printableJson(value: unknown): string {
  return JSON.stringify(value).replace(UNSAFE, (char) => char.replace(/[\s\S]/g, escaped));
}

function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
