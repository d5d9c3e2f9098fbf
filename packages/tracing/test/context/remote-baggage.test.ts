import fc from 'fast-check';
import { expect, test } from 'vitest';
import { remoteBaggage } from '../../src/context/remote-baggage.ts';

test('reads W3C baggage', () => {
  const baggage = remoteBaggage({ baggage: 'user=alice , node=DF%2028;ttl=1,broken,=x,bad=%ZZ' });
  expect(baggage?.getAllEntries().map(([key, entry]) => [key, entry.value])).toEqual([
    ['user', 'alice'],
    ['node', 'DF 28'],
  ]);
  expect(baggage?.getEntry('node')?.metadata?.toString()).toBe('ttl=1');
});

test.each([undefined, 1, '', 'novalue', '__proto__=x'])('%j is no baggage', (header) => {
  expect(remoteBaggage({ baggage: header })).toBeUndefined();
});

test('keeps to the limits of length and number', () => {
  const entries = Array.from({ length: 181 }, (_, i) => `k${i}=v`).join(',');
  expect(remoteBaggage({ baggage: entries })?.getAllEntries()).toHaveLength(180);
  expect(remoteBaggage({ baggage: `a=${'x'.repeat(8190)}` })).toBeDefined();
  expect(remoteBaggage({ baggage: `a=${'x'.repeat(8191)}` })).toBeUndefined();
});

test('never throws', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: fc.constantFrom(...'ab=;,% \u0000') }), fc.anything()),
      (value) => {
        remoteBaggage({ baggage: value });
      },
    ),
  );
});
