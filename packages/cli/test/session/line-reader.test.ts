import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLineReader } from '../../src/session/line-reader.ts';

test('lines do not depend on how the bytes are cut', () => {
  const line = fc.string({ unit: 'grapheme' }).map((text) => text.replace(/\s/gu, '').trim());
  fc.assert(
    fc.property(fc.array(line), fc.integer({ min: 1, max: 7 }), (lines, size) => {
      const seen: string[] = [];
      const read = createLineReader(1_000_000, (one) => seen.push(one));
      const bytes = Buffer.from(lines.map((one) => `${one}\r\n`).join(''));
      for (let at = 0; at < bytes.length; at += size) read(bytes.subarray(at, at + size));
      expect(seen).toEqual(lines);
    }),
  );
});

test('the limit is for one line', () => {
  const read = createLineReader(4, () => {});
  expect(read(Buffer.from('aaaa\nbbbb\ncc'))).toBe(true);
  expect(read(Buffer.from('cc'))).toBe(true);
  expect(read(Buffer.from('c'))).toBe(false);
});
