// redactStrings: every string, keys included, the same reference when clean, and closed at the bottom.
import { createSanitizer } from '@portcullis/pii-sanitizer';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { redactStrings } from '../../src/runtime/redact-strings.ts';

const MAIL = 'jane@example.com';
const sanitizer = createSanitizer();

test('a clean value is the same reference', () => {
  const clean = { email: 'none', list: [1, null, { deep: true }], text: 'word' };
  expect(redactStrings(clean, sanitizer)).toBe(clean);
});

test('a dirty value is a copy: only what had to change is new', () => {
  const value = { clean: { a: 1 }, list: [{ b: MAIL }, { c: 2 }] };
  const before = structuredClone(value);
  const result = redactStrings(value, sanitizer);
  expect(result).toEqual({ clean: { a: 1 }, list: [{ b: '[EMAIL]' }, { c: 2 }] });
  expect(value).toEqual(before);
  expect(result.clean).toBe(value.clean);
  expect(result.list[1]).toBe(value.list[1]);
});

test('keys are cleaned, names of sensitive fields are left alone', () => {
  expect(redactStrings({ password: { type: 'string' }, [MAIL]: 1 }, sanitizer)).toEqual({
    password: { type: 'string' },
    '[EMAIL]': 1,
  });
});

test('__proto__ as a key stays a key', () => {
  const value = JSON.parse(`{"__proto__":{"admin":"${MAIL}"}}`) as object;
  const result = redactStrings(value, sanitizer);
  expect(JSON.stringify(result)).toBe('{"__proto__":{"admin":"[EMAIL]"}}');
  expect(Object.getPrototypeOf(result)).toBe(Object.prototype);
});

describe('wherever the data is, it is not in the JSON', () => {
  test.each([
    ['a string', MAIL],
    ['an array', [[MAIL]]],
    [
      'an instance of a class',
      new (class Person {
        mail = MAIL;
      })(),
    ],
    ['a URL', new URL(`https://a.example/?to=${MAIL}`)],
    ['something with toJSON', { toJSON: () => ({ mail: MAIL }) }],
    ['a boxed string', new String(MAIL)],
    ['a getter', Object.defineProperty({}, 'mail', { enumerable: true, get: () => MAIL })],
    ['an array with toJSON', Object.assign([1], { toJSON: () => MAIL })],
  ])('%s', (_name, value) => {
    expect(JSON.stringify(redactStrings({ value }, sanitizer))).not.toContain('jane@');
  });

  test('any JSON, any depth', () => {
    const dirty = fc.letrec((tie) => ({
      node: fc.oneof(
        { depthSize: 'medium' },
        fc.constantFrom<unknown>(MAIL, `a ${MAIL} b`, 'clean', 5, null, true),
        fc.array(tie('node'), { maxLength: 4 }),
        fc.dictionary(fc.constantFrom('a', 'b', MAIL, 'email'), tie('node'), { maxKeys: 4 }),
      ),
    })).node;
    fc.assert(
      fc.property(dirty, (value) => {
        const text = JSON.stringify(redactStrings(value, sanitizer));
        expect(text).not.toContain('jane@');
        // Nothing but strings changes.
        expect(text.replaceAll('[EMAIL]', MAIL).length).toBeLessThanOrEqual(JSON.stringify(value).length);
      }),
    );
  });
});

/** `levels` objects around a secret. */
function nest(levels: number): object {
  let value: object = { secret: MAIL };
  for (let level = 0; level < levels; level++) value = { in: value };
  return value;
}

test('below a hundred levels nothing is sent, rather than something unseen', () => {
  expect(JSON.stringify(redactStrings(nest(100), sanitizer))).toContain('"secret":"[EMAIL]"');
  const deep = JSON.stringify(redactStrings(nest(101), sanitizer));
  expect(deep).toContain('"[REDACTED]"');
  expect(deep).not.toContain('secret');
  expect(JSON.stringify(redactStrings(nest(5000), sanitizer)).length).toBeLessThan(1000);
});

test('a circle ends', () => {
  const circle: Record<string, unknown> = {};
  circle.self = circle;
  expect(JSON.stringify(redactStrings(circle, sanitizer))).toContain('[REDACTED]');
});
