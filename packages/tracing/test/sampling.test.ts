import { expect, test } from 'vitest';
import { resolveSampling } from '../src/sampling.ts';

test.each([
  [undefined, undefined, true, 1],
  ['always_on', undefined, false, 1],
  ['always_off', undefined, false, 0],
  ['traceidratio', '0.25', false, 0.25],
  ['parentbased_always_on', undefined, true, 1],
  ['parentbased_always_off', undefined, true, 0],
  ['parentbased_traceidratio', '0.1', true, 0.1],
  ['traceidratio', undefined, false, 1],
  ['traceidratio', '1.01', false, 1],
  ['traceidratio', '-0.01', false, 1],
  ['traceidratio', 'half', false, 1],
  ['jaeger_remote', '0.1', true, 1],
])('%s with argument %s', (sampler, argument, followParent, ratio) => {
  const env = { OTEL_TRACES_SAMPLER: sampler, OTEL_TRACES_SAMPLER_ARG: argument };
  expect(resolveSampling(undefined, env)).toEqual({ followParent, ratio });
});

test('an option goes before the environment', () => {
  expect(resolveSampling(0.5, { OTEL_TRACES_SAMPLER: 'always_off' })).toEqual({
    followParent: true,
    ratio: 0.5,
  });
});
