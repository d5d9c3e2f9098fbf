// Reads a file or standard input as text, a piece at a time.
import { createReadStream } from 'node:fs';
import { addAbortSignal } from 'node:stream';
import type { Source } from './list-files.ts';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** The text of a source, in pieces cut between characters. */
export interface TextSource {
  encoding: Encoding;
  chunks: AsyncIterable<string>;
  /** Whether bytes had to be replaced by U+FFFD; known when all chunks are read. */
  hasInvalidBytes: () => boolean;
}

const SNIFFED_BYTES = 8_192;

/**
 * Opens a source.
 * @param onBytes Hears how many bytes each piece had.
 * @returns `undefined` for a binary file.
 * @throws When it cannot be read, or is larger than `maxBytes`: at once where its size is known, else while it is read.
 */
export async function openText(
  source: Source,
  maxBytes: number,
  signal: AbortSignal,
  onBytes: (count: number) => void,
): Promise<TextSource | undefined> {
  if (source.bytes !== undefined && source.bytes > maxBytes) throw tooLarge(maxBytes);
  const stream =
    source.path === '-' ? addAbortSignal(signal, process.stdin) : createReadStream(source.path, { signal });
  const pieces = withinLimit(stream as AsyncIterable<Buffer>, maxBytes, onBytes)[Symbol.asyncIterator]();
  const head = await firstBytes(pieces);
  const encoding = encodingOf(head);
  if (encoding === undefined) {
    await pieces.return?.(undefined);
    return undefined;
  }
  let hasInvalidBytes = false;
  async function* decode(): AsyncGenerator<string> {
    // The mark at the beginning stays, so that it can be written again.
    const decoder = new TextDecoder(encoding, { ignoreBOM: true });
    const hand = (text: string): string => {
      if (text.includes('\ufffd')) hasInvalidBytes = true;
      return text;
    };
    yield hand(decoder.decode(head, { stream: true }));
    for await (const piece of { [Symbol.asyncIterator]: () => pieces }) {
      yield hand(decoder.decode(piece, { stream: true }));
    }
    yield hand(decoder.decode());
  }
  return { encoding, chunks: decode(), hasInvalidBytes: () => hasInvalidBytes };
}

/** The bytes of a text in the encoding that it came in. */
export function encodeText(text: string, encoding: Encoding): Buffer {
  if (encoding === 'utf-8') return Buffer.from(text, 'utf8');
  const bytes = Buffer.from(text, 'utf16le');
  return encoding === 'utf-16le' ? bytes : bytes.swap16();
}

async function* withinLimit(
  stream: AsyncIterable<Buffer>,
  maxBytes: number,
  onBytes: (count: number) => void,
): AsyncGenerator<Buffer> {
  let total = 0;
  for await (const piece of stream) {
    total += piece.length;
    if (total > maxBytes) throw tooLarge(maxBytes);
    onBytes(piece.length);
    yield piece;
  }
}

async function firstBytes(pieces: AsyncIterator<Buffer>): Promise<Buffer> {
  const head: Buffer[] = [];
  for (let total = 0; total < SNIFFED_BYTES; ) {
    const { done, value } = await pieces.next();
    if (done) break;
    head.push(value);
    total += value.length;
  }
  return Buffer.concat(head);
}

/** `undefined` for what holds a zero byte without being UTF-16 by its mark. */
function encodingOf(head: Buffer): Encoding | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return head.subarray(0, SNIFFED_BYTES).includes(0) ? undefined : 'utf-8';
}

function tooLarge(maxBytes: number): Error {
  return new Error(`larger than ${maxBytes} bytes`);
}
