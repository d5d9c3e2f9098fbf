// Lines of a stream, however it is cut into pieces, and no longer than they may be.
import { PassThrough, Writable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { createLineWriter, readLines } from '../src/lines.ts';

/** Feeds `chunks` and gives what was read; `null` stands for a line that was too long. */
function read(chunks: readonly Uint8Array[], maxBytes = 1000): (string | null)[] {
  const seen: (string | null)[] = [];
  const input = new PassThrough();
  readLines(
    input,
    maxBytes,
    (line) => seen.push(line),
    () => seen.push(null) > 0,
  );
  for (const chunk of chunks) input.emit('data', Buffer.from(chunk));
  return seen;
}

/** Cuts `bytes` at `cuts`. */
function split(bytes: Buffer, cuts: readonly number[]): Buffer[] {
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
  return [0, ...places].map((from, index) => bytes.subarray(from, places[index]));
}

const line = fc.string({ unit: 'grapheme', maxLength: 60 }).map((text) => text.replaceAll('\n', ''));
const cuts = fc.array(fc.nat(10_000), { maxLength: 12 });

describe('reading', () => {
  test('wherever the stream is cut, the lines are the same', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 10 }), cuts, (lines, places) => {
        const bytes = Buffer.from(lines.map((text) => `${text}\n`).join(''));
        expect(read(split(bytes, places), 10_000)).toEqual(lines.filter((text) => text !== ''));
      }),
      { numRuns: 300 },
    );
  });

  test('wherever the stream is cut, the same lines are too long', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(30), { maxLength: 10 }), cuts, (lengths, places) => {
        const bytes = Buffer.from(lengths.map((length) => `${'x'.repeat(length)}\n`).join(''));
        const expected = lengths
          .filter((length) => length > 0)
          .map((length) => (length > 20 ? null : 'x'.repeat(length)));
        expect(read(split(bytes, places), 20)).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });

  test('a line of the limit is read, one byte more is not, and the next line is', () => {
    expect(read([Buffer.from(`${'x'.repeat(1000)}\n${'y'.repeat(1001)}\nz\n`)])).toEqual([
      'x'.repeat(1000),
      null,
      'z',
    ]);
  });

  test('the limit counts bytes', () => {
    expect(read([Buffer.from(`${'é'.repeat(500)}\n${'é'.repeat(501)}\n`)])).toEqual(['é'.repeat(500), null]);
  });

  test('a line that never ends is reported once, as soon as it is too long', () => {
    const piece = Buffer.alloc(600, 'x');
    expect(read([piece])).toEqual([]);
    expect(read([piece, piece])).toEqual([null]);
    expect(read(Array(50).fill(piece))).toEqual([null]);
  });

  test('a character that is cut in two is whole again', () => {
    const bytes = Buffer.from('€\n');
    expect(read([bytes.subarray(0, 1), bytes.subarray(1, 2), bytes.subarray(2)])).toEqual(['€']);
  });

  test('what has no line break yet is not a line', () => {
    expect(read([Buffer.from('a\nb')])).toEqual(['a']);
  });

  test('blank lines are skipped, also with a carriage return', () => {
    expect(read([Buffer.from('\n\na\n\n')])).toEqual(['a']);
  });
});

/** A writer, and what each write of it held. */
function recordingWriter() {
  const writes: string[] = [];
  const output = new Writable({
    write(chunk: Buffer, _encoding, done) {
      writes.push(chunk.toString());
      done();
    },
  });
  return { writes, output, writer: createLineWriter(output) };
}

describe('writing', () => {
  test('the lines of one turn go out in one write, in order', async () => {
    const { writes, writer } = recordingWriter();
    writer.write('a');
    writer.write('b');
    await vi.waitFor(() => expect(writes).toEqual(['a\nb\n']));
    writer.write('c');
    await vi.waitFor(() => expect(writes).toEqual(['a\nb\n', 'c\n']));
  });

  test('lines of a turn that takes long go out all the same', async () => {
    const { writes, output, writer } = recordingWriter();
    const other = createLineWriter(output);
    const clock = vi.spyOn(performance, 'now').mockReturnValue(1000);
    writer.write('a');
    clock.mockReturnValue(2000);
    other.write('b');
    clock.mockRestore();
    writer.write('c');
    await vi.waitFor(() => expect(writes).toEqual(['a\n', 'b\n', 'c\n']));
  });

  test('flush waits until everything is written', async () => {
    const written: string[] = [];
    const output = new Writable({
      write(chunk: Buffer, _encoding, done) {
        setImmediate(() => {
          written.push(chunk.toString());
          done();
        });
      },
    });
    const writer = createLineWriter(output);
    writer.write('a');
    await writer.flush();
    expect(written.join('')).toBe('a\n');
    await writer.flush();
    writer.write('b');
    await writer.flush();
    expect(written.join('')).toBe('a\nb\n');
  });
});
