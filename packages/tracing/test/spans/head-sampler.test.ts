// The decision before the span, and that of OpenTelemetry's sampler when the span is made: one and the same.
import { ROOT_CONTEXT, SpanKind } from '@opentelemetry/api';
import { SamplingDecision } from '@opentelemetry/sdk-trace-node';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createHeadSampler } from '../../src/spans/head-sampler.ts';

const samplerOf = (ratio: number) => createHeadSampler({ ratio, followParent: true, tail: undefined });

test('an id that was kept is kept by the sampler of the SDK, whatever the ratio', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.001, max: 1, noNaN: true }), (ratio) => {
      const head = samplerOf(ratio);
      for (let call = 0; call < 20; call++) {
        if (!head.decide(undefined)) continue;
        const traceId = head.idGenerator.generateTraceId();
        expect(traceId).toMatch(/^[0-9a-f]{32}$/);
        const { decision } = head.sampler.shouldSample(ROOT_CONTEXT, traceId, '', SpanKind.SERVER, {}, []);
        expect(decision).toBe(SamplingDecision.RECORD_AND_SAMPLED);
        head.release();
      }
    }),
  );
});

test('the share is the ratio', () => {
  const head = samplerOf(0.1);
  let kept = 0;
  for (let call = 0; call < 20_000; call++) {
    if (head.decide(undefined)) kept++;
    head.release();
  }
  // Nine standard deviations either way.
  expect(kept).toBeGreaterThan(1600);
  expect(kept).toBeLessThan(2400);
});

test('at 0 nothing is kept, at 1 everything', () => {
  const decisions = (ratio: number) =>
    new Set(Array.from({ length: 1000 }, () => samplerOf(ratio).decide(undefined)));
  expect(decisions(0)).toEqual(new Set([false]));
  expect(decisions(1)).toEqual(new Set([true]));
});
