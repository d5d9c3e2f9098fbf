// JSON.stringify leaves some control characters and direction marks as they are, and a terminal obeys them.

const UNSAFE = /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** Escapes them in JSON, which goes on to say the same. */
export function escapeControls(json: string): string {
  return json.replace(UNSAFE, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
