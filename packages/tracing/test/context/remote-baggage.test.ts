import { type Baggage, propagation, ROOT_CONTEXT, trace } from '@opentelemetry/api';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runInContext } from '../../src/context/active-context.ts';
import { remoteBaggage } from '../../src/context/remote-baggage.ts';
import { withTraceContext } from '../../src/index.ts';
import { PARENT_ID, TRACE_ID } from '../support/with-telemetry.ts';

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

test('leaves out what no header could hold: it is sent on in one', () => {
  const header = 'a=1,half=\ud800,\ud800=half,b=2;ttl=1\r\nEvil: 1,c=3;note=\u20ac,é=ü,d=%F0%9F%98%80;x=y';
  const fields = runInContext(
    propagation.setBaggage(
      trace.setSpanContext(ROOT_CONTEXT, { traceId: TRACE_ID, spanId: PARENT_ID, traceFlags: 1 }),
      remoteBaggage({ baggage: header }) as Baggage,
    ),
    () => withTraceContext({}),
  );
  expect(new Headers({ ...fields }).get('baggage')).toBe('a=1,d=%F0%9F%98%80;x=y');
});

test('what is read of anything can be sent on', () => {
  const text = fc.string({ unit: fc.constantFrom(...'aé=;,% \t\r\n€2F', '\ud800', '\0') });
  fc.assert(
    fc.property(text, (header) => {
      const baggage = remoteBaggage({ baggage: header });
      const active = trace.setSpanContext(ROOT_CONTEXT, {
        traceId: TRACE_ID,
        spanId: PARENT_ID,
        traceFlags: 1,
      });
      const context = baggage === undefined ? active : propagation.setBaggage(active, baggage);
      new Headers({ ...runInContext(context, () => withTraceContext({})) });
    }),
  );
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
