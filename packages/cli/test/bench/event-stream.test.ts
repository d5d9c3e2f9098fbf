import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createEventReader } from '../../src/bench/event-stream.ts';

test('events do not depend on how the bytes are cut', () => {
  fc.assert(
    fc.property(
      fc.array(fc.json(), { maxLength: 5 }),
      fc.constantFrom('\n', '\r\n'),
      fc.integer({ min: 1, max: 9 }),
      (messages, newline, size) => {
        const seen: unknown[] = [];
        const read = createEventReader(1_000_000, (data) => seen.push(JSON.parse(data)));
        const events = messages.map((json) =>
          ['event: message', 'id: 1', `data: ${json}`, '', ''].join(newline),
        );
        const bytes = Buffer.from(`: hello${newline}${newline}${events.join('')}`);
        for (let at = 0; at < bytes.length; at += size) read(bytes.subarray(at, at + size));
        expect(seen).toEqual(messages.map((json) => JSON.parse(json)));
      },
    ),
  );
});

test('data over several lines is one event, and an event without data is none', () => {
  const seen: string[] = [];
  const read = createEventReader(1_000, (data) => seen.push(data));
  read(Buffer.from('id: 1\n\nretry: 5\n\ndata: {\ndata: "a":1}\n\n\n\ndata: cut off'));
  expect(seen.map((data) => JSON.parse(data))).toEqual([{ a: 1 }]);
});

test('the limit is for one line', () => {
  const read = createEventReader(8, () => {});
  expect(read(Buffer.from('data: 12\n'))).toBe(true);
  expect(read(Buffer.from('data: 123'))).toBe(false);
});
