import { createTraceState, propagation, ROOT_CONTEXT, trace } from '@opentelemetry/api';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runInContext } from '../../src/context/active-context.ts';
import { remoteBaggage } from '../../src/context/remote-baggage.ts';
import { remoteParent } from '../../src/context/remote-parent.ts';
import { withTraceContext, withTraceMeta } from '../../src/index.ts';
import { PARENT_ID, TRACE_ID } from '../support/with-telemetry.ts';

const SPAN = { traceId: TRACE_ID, spanId: PARENT_ID, traceFlags: 1 };
const active = (context: object = {}) => trace.setSpanContext(ROOT_CONTEXT, { ...SPAN, ...context });

test('writes the active span, its state and the baggage; the carrier stays as it was', () => {
  const baggage = propagation.createBaggage({ tenant: { value: 'blue green' } });
  const context = propagation.setBaggage(active({ traceState: createTraceState('rojo=1') }), baggage);
  const carrier = { progressToken: 7, traceparent: 'old', tracestate: 'old' };
  expect(runInContext(context, () => withTraceContext(carrier))).toEqual({
    progressToken: 7,
    traceparent: `00-${TRACE_ID}-${PARENT_ID}-01`,
    tracestate: 'rojo=1',
    baggage: 'tenant=blue%20green',
  });
  expect(carrier.traceparent).toBe('old');
});

test('fields of an older context do not stay beside a new one', () => {
  const carrier = { tracestate: 'old', baggage: 'old=1' };
  expect(runInContext(active({ traceFlags: 0 }), () => withTraceContext(carrier))).toEqual({
    traceparent: `00-${TRACE_ID}-${PARENT_ID}-00`,
  });
});

test("withTraceMeta keeps what else is in _meta, and the caller's object", () => {
  const params = { name: 'search', _meta: { progressToken: 1 } };
  expect(runInContext(active(), () => withTraceMeta(params))).toEqual({
    name: 'search',
    _meta: { progressToken: 1, traceparent: `00-${TRACE_ID}-${PARENT_ID}-01` },
  });
  expect(params._meta).toEqual({ progressToken: 1 });
  expect(withTraceMeta(params)).toBe(params);
});

test('without an active span the carrier comes back as it is', () => {
  const carrier = { a: 1 };
  expect(withTraceContext(carrier)).toBe(carrier);
  expect(withTraceContext()).toEqual({});
});

test('what is written is read back, within the limits', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 200 });
  const key = fc.string({ unit: fc.constantFrom(...'abc-_'), minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(fc.dictionary(key, text), (entries) => {
      const baggage = propagation.createBaggage(
        Object.fromEntries(Object.entries(entries).map(([name, value]) => [name, { value }])),
      );
      const fields = runInContext(propagation.setBaggage(active(), baggage), () => withTraceContext({}));
      expect(remoteParent({ ...fields })).toEqual({ ...SPAN, isRemote: true });
      expect((fields.baggage ?? '').length).toBeLessThanOrEqual(8192);
      const back = remoteBaggage({ ...fields })?.getAllEntries() ?? [];
      for (const [name, { value }] of back) expect(entries[name]).toBe(value);
    }),
  );
});

test('baggage beyond the limit is left out, member by member', () => {
  const baggage = propagation.createBaggage({
    big: { value: 'x'.repeat(9000) },
    small: { value: 'y' },
  });
  const fields = runInContext(propagation.setBaggage(active(), baggage), () => withTraceContext({}));
  expect(fields.baggage).toBe('small=y');
});
