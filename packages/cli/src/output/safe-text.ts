// Makes text of a server safe for a terminal: names and messages could hold escape sequences.

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** Replaces control and direction characters and cuts the text. */
export function safeText(text: string, maxLength = 400): string {
  const safe = text.slice(0, maxLength * 2).replace(UNSAFE, '\u00b7');
  return safe.length > maxLength ? `${safe.slice(0, maxLength)}...` : safe;
}
