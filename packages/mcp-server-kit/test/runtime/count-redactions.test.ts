// What the sanitizer removes is counted by type, and nothing is counted that stays.
import { createSanitizer } from '@portcullis/pii-sanitizer';
import { expect, test } from 'vitest';
import { countRedactions } from '../../src/runtime/count-redactions.ts';

function counted(inner = createSanitizer()) {
  const counts: Record<string, number> = {};
  const sanitizer = countRedactions(inner, (type) => {
    counts[type] = (counts[type] ?? 0) + 1;
  });
  return { sanitizer, counts };
}

test('in text: as often as it is found', () => {
  const { sanitizer, counts } = counted();
  expect(sanitizer.redact('a@example.com and b@example.com, 123-45-6789')).toBe('[EMAIL] and [EMAIL], [SSN]');
  expect(counts).toEqual({ EMAIL: 2, US_SSN: 1 });
});

test('in values of any shape: lists, keys, numbers, what stands under a telling key', () => {
  const { sanitizer, counts } = counted();
  const value = {
    list: ['clean', 'a@example.com', { deep: 'b@example.com' }],
    'c@example.com': 'clean',
    card: 4111111111111111,
    password: { any: 'thing' },
  };
  const clean = sanitizer.sanitize(value);
  expect(JSON.stringify(clean)).not.toContain('example.com');
  expect(counts).toEqual({ EMAIL: 3, CREDIT_CARD: 1, REDACTED: 1 });
});

test('clean values stay the same, and count nothing', () => {
  const { sanitizer, counts } = counted();
  const value = { list: ['clean'], number: 5 };
  expect(sanitizer.sanitize(value)).toBe(value);
  expect(sanitizer.redact('clean')).toBe('clean');
  expect(counts).toEqual({});
});

test('cycles end', () => {
  const { sanitizer, counts } = counted();
  const value: Record<string, unknown> = { mail: 'a@example.com' };
  value.self = value;
  value.again = [value, value];
  sanitizer.sanitize(value);
  expect(counts.EMAIL).toBe(1);
});

test('depth is no danger', () => {
  const { sanitizer, counts } = counted();
  let value: object = { mail: 'a@example.com' };
  for (let level = 0; level < 50_000; level++) value = { in: value };
  sanitizer.sanitize(value);
  expect(counts.EMAIL).toBe(1);
});

test('a sanitizer that cannot tell types counts them as one', () => {
  const { redact, sanitize } = createSanitizer();
  const { sanitizer, counts } = counted({ redact, sanitize } as ReturnType<typeof createSanitizer>);
  sanitizer.redact('a@example.com');
  expect(counts).toEqual({ REDACTED: 1 });
});
