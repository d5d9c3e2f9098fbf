import fc from 'fast-check';
import { expect, test } from 'vitest';
import { remoteParent, remoteTraceState } from '../../src/context/remote-parent.ts';
import { PARENT_ID, TRACE_ID, traceparent } from '../support/with-telemetry.ts';

test('reads a W3C traceparent', () => {
  expect(remoteParent({ traceparent: traceparent() })).toEqual({
    traceId: TRACE_ID,
    spanId: PARENT_ID,
    traceFlags: 1,
    isRemote: true,
  });
  expect(remoteParent({ traceparent: traceparent('00') })?.traceFlags).toBe(0);
  // Flags that nobody has defined are not sent on.
  expect(remoteParent({ traceparent: traceparent('ff') })?.traceFlags).toBe(3);
  expect(remoteParent({ traceparent: traceparent('fc') })?.traceFlags).toBe(0);
});

test('a later version may have more fields', () => {
  const later = `01${traceparent().slice(2)}`;
  expect(remoteParent({ traceparent: `${later}-more` })?.traceId).toBe(TRACE_ID);
  expect(remoteParent({ traceparent: later })?.traceId).toBe(TRACE_ID);
  expect(remoteParent({ traceparent: `${later}more` })).toBeUndefined();
  expect(remoteParent({ traceparent: `${later}-`.padEnd(512, 'a') })?.traceId).toBe(TRACE_ID);
  expect(remoteParent({ traceparent: `${later}-`.padEnd(513, 'a') })).toBeUndefined();
});

test.each([
  undefined,
  7,
  '',
  traceparent().toUpperCase(),
  `${traceparent()}-more`,
  traceparent().slice(0, -1),
  ` ${traceparent()}`,
  `ff${traceparent().slice(2)}`,
  `00-${'0'.repeat(32)}-${PARENT_ID}-01`,
  `00-${TRACE_ID}-${'0'.repeat(16)}-01`,
])('%j is no parent', (header) => {
  expect(remoteParent({ traceparent: header })).toBeUndefined();
});

test('never throws, and what it accepts is a valid context', () => {
  const header = fc.oneof(
    fc.string(),
    fc.string({ unit: fc.constantFrom(...'0af-'), minLength: 55 }),
    fc.anything(),
  );
  fc.assert(
    fc.property(header, (value) => {
      const parent = remoteParent({ traceparent: value });
      if (parent === undefined) return;
      expect(parent.traceId).toMatch(/^(?!0{32})[0-9a-f]{32}$/);
      expect(parent.spanId).toMatch(/^(?!0{16})[0-9a-f]{16}$/);
    }),
  );
});

test('reads tracestate up to 512 characters', () => {
  expect(remoteTraceState({ tracestate: 'rojo=1,congo=t61' })?.serialize()).toBe('rojo=1,congo=t61');
  expect(remoteTraceState({ tracestate: `a=${'x'.repeat(200)},b=${'y'.repeat(307)}` })).toBeDefined();
  expect(remoteTraceState({ tracestate: `a=${'x'.repeat(200)},b=${'y'.repeat(308)}` })).toBeUndefined();
  expect(remoteTraceState({ tracestate: '' })).toBeUndefined();
  expect(remoteTraceState({})).toBeUndefined();
});
