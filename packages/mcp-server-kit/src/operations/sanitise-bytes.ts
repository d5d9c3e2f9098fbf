// Replaces personal data in bytes that are text, whatever their type says.
import { isUtf8 } from 'node:buffer';
import type { SanitizerLike } from '../runtime/options.ts';

/** Either alphabet, with line breaks. */
const BASE64 = /^[\w+/\r\n-]*={0,2}$/;

/** Types of text that need not be UTF-8. */
const TEXTUAL =
  /^(?:(?:text|message|multipart)\/|[\w.-]+\/[\w.-]+\+(?:json|xml|yaml)\b|application\/(?:json|xml|yaml|x-yaml|javascript|ecmascript|x-javascript|x-ndjson|jsonl|x-www-form-urlencoded|sql|csv|rtf|toml|graphql|x-sh)\b)/i;

const CHARSET = /;\s*charset\s*=\s*"?([\w.:+-]+)"?/i;

/** What cannot be read is not sent. */
const UNREADABLE = '[REDACTED]';

/**
 * Cleans what is in Base64; the same string when nothing was found. What takes the place of other bytes is UTF-8.
 * @throws {TypeError} for what is not Base64: readers differ in what they make of it.
 */
export function sanitiseBytes(data: string, mimeType: unknown, sanitizer: SanitizerLike): string {
  if (!BASE64.test(data)) throw new TypeError('The result holds `data` or a `blob` that is not Base64');
  const bytes = Buffer.from(data, 'base64');
  const type = typeof mimeType === 'string' ? mimeType.trim() : '';
  if (!isText(bytes, type)) return data;
  const charset = charsetOf(type);
  const text = decode(bytes, charset);
  let clean = text === undefined ? UNREADABLE : sanitizer.sanitize(text);
  if (bytes.includes(0) || !isUtf8(bytes) || !isUnicode(charset)) {
    // Of another charset than it says, or two bytes a letter: the letters tell all the same.
    const letters = (clean === text ? bytes.toString('latin1') : clean).replaceAll('\0', '');
    if (letters !== clean && sanitizer.sanitize(letters) !== letters) clean = UNREADABLE;
  }
  return clean === text ? data : Buffer.from(clean).toString('base64');
}

/** `mimeType` for bytes that are UTF-8 now. */
export function asUtf8(mimeType: string): string {
  return mimeType.replace(CHARSET, '; charset=utf-8');
}

function isText(bytes: Buffer, type: string): boolean {
  return isUtf8(bytes) || TEXTUAL.test(type) || byteOrder(bytes) !== undefined;
}

// `binary` is what file(1) says of bytes.
function charsetOf(type: string): string | undefined {
  const charset = CHARSET.exec(type)?.[1]?.toLowerCase();
  return charset === 'binary' ? undefined : charset;
}

function isUnicode(charset = 'utf-8'): boolean {
  return charset === 'utf-8' || charset === 'utf8';
}

function byteOrder(bytes: Buffer): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined;
}

function decode(bytes: Buffer, charset: string | undefined): string | undefined {
  const label = charset ?? byteOrder(bytes) ?? (isUtf8(bytes) ? 'utf-8' : 'latin1');
  try {
    return new TextDecoder(label, { ignoreBOM: true }).decode(bytes);
  } catch {
    // There is no such charset.
    return undefined;
  }
}
