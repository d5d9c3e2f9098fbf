// Turns the bytes of a file into text, or says why they are not text.

/** Why bytes were refused. */
export type NotText = 'binary' | 'not_utf8';

const UTF8 = new TextDecoder('utf-8', { fatal: true });
const UTF16 = new TextDecoder('utf-16le', { fatal: true });

/**
 * Decodes UTF-8, and UTF-16 LE where the byte order mark says so (WHATWG Encoding). A NUL makes it binary.
 * @returns The text with `\n` line ends, or `{ refused }`.
 */
export function decodeText(bytes: Uint8Array): { text: string } | { refused: NotText } {
  const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  if (!utf16 && bytes.includes(0)) return { refused: 'binary' };
  try {
    const text = (utf16 ? UTF16 : UTF8).decode(bytes);
    if (text.includes('\0')) return { refused: 'binary' };
    return { text: text.replaceAll('\r\n', '\n').replaceAll('\r', '\n') };
  } catch {
    return { refused: 'not_utf8' };
  }
}
