// Sealed state: opened by the one it was made for, in time, and by nobody else.
import { createHmac, hkdfSync } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRequestStateSeal } from '../../src/runtime/request-state.ts';

const KEY = 'k'.repeat(32);
const seal = createRequestStateSeal(KEY);
const codeUnit = fc.nat(0xffff).map((code) => String.fromCharCode(code));

test('whatever JSON is sealed comes out again, for the same binding', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.string(), (state, binding) => {
      const token = seal.seal(state, binding);
      expect(token).toMatch(/^[\w-]+$/);
      expect(seal.open(token, binding)).toEqual({ state: JSON.parse(JSON.stringify(state)) });
    }),
  );
});

test('another binding opens nothing', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (one, other) => {
      fc.pre(one !== other);
      expect(seal.open(seal.seal({ a: 1 }, one), other)).toBeUndefined();
    }),
  );
});

test('nobody can read it, and the same state never looks the same', () => {
  const state = { customer: 'ada@example.com' };
  const [one, other] = [seal.seal(state, 'b'), seal.seal(state, 'b')];
  expect(one).not.toBe(other);
  for (const token of [one, other]) {
    const bytes = Buffer.from(token, 'base64url');
    expect(bytes.includes('ada')).toBe(false);
    expect(bytes.includes('customer')).toBe(false);
  }
});

test('any change of one character is noticed', () => {
  const token = seal.seal({ amount: 5 }, 'b');
  for (let at = 0; at <= token.length; at++) {
    for (const char of ['A', 'B', '.', '=', '\u0000', '']) {
      for (const rest of [token.slice(at), token.slice(at + 1)]) {
        const forged = token.slice(0, at) + char + rest;
        if (forged !== token) expect(seal.open(forged, 'b')).toBeUndefined();
      }
    }
  }
});

test('a state of the time when it was signed and readable is as good as forged', () => {
  const body = Buffer.from('{"s":1,"e":99999999999999}').toString('base64url');
  const key = Buffer.from(hkdfSync('sha256', KEY, '', 'portcullis request state', 32));
  const mac = createHmac('sha256', key).update(`${body.length}.${body}b`).digest('base64url');
  expect(seal.open(`${body}.${mac}`, 'b')).toBeUndefined();
});

test('arbitrary text opens nothing and throws nothing', () => {
  const pieces = fc
    .array(fc.constantFrom('.', '..', 'e30', 'A'.repeat(43), '=', '%', '\u0000'))
    .map((all) => all.join(''));
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: codeUnit }), pieces), (token) => {
      expect(seal.open(token, 'b')).toBeUndefined();
    }),
    { numRuns: 300 },
  );
});

test('expires after its time by the clock that it is given', () => {
  let now = 1_000_000;
  const timed = createRequestStateSeal(KEY, 500, () => now);
  const token = timed.seal('state', 'b');
  now += 500;
  expect(timed.open(token, 'b')).toEqual({ state: 'state' });
  now += 1;
  expect(timed.open(token, 'b')).toBeUndefined();
});

test('by default ten minutes', () => {
  let now = 0;
  const timed = createRequestStateSeal(KEY, undefined, () => now);
  const token = timed.seal(1, 'b');
  now = 600_000;
  expect(timed.open(token, 'b')).toBeDefined();
  now = 600_001;
  expect(timed.open(token, 'b')).toBeUndefined();
});

test('the same key opens it elsewhere, text or bytes; another key, or none, does not', () => {
  const token = seal.seal(1, 'b');
  expect(createRequestStateSeal(KEY).open(token, 'b')).toEqual({ state: 1 });
  expect(createRequestStateSeal(Buffer.from(KEY)).open(token, 'b')).toEqual({ state: 1 });
  expect(createRequestStateSeal(`${KEY}k`).open(token, 'b')).toBeUndefined();
  expect(createRequestStateSeal().open(token, 'b')).toBeUndefined();
  expect(createRequestStateSeal().open(createRequestStateSeal().seal(1, 'b'), 'b')).toBeUndefined();
});
