import { expect, test } from 'vitest';
import { resolveSampling } from '../../src/settings/sampling.ts';

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
  expect(resolveSampling({}, env, () => undefined)).toEqual({ followParent, ratio, tail: undefined });
});

test('an option goes before the environment', () => {
  const env = { OTEL_TRACES_SAMPLER: 'always_off' };
  const ignore = () => undefined;
  expect(resolveSampling({ ratio: 0.5 }, env, ignore)).toMatchObject({ followParent: true, ratio: 0.5 });
  expect(resolveSampling({ followParent: false }, env, ignore)).toMatchObject({
    followParent: false,
    ratio: 1,
  });
});

test('what cannot be read is said', () => {
  const warnings: string[] = [];
  const warn = (message: string) => warnings.push(message);
  resolveSampling({}, { OTEL_TRACES_SAMPLER: 'jaeger_remote' }, warn);
  resolveSampling({}, { OTEL_TRACES_SAMPLER: 'traceidratio', OTEL_TRACES_SAMPLER_ARG: 'half' }, warn);
  expect(warnings).toEqual([
    'OTEL_TRACES_SAMPLER has an unknown value; using parentbased_always_on',
    'OTEL_TRACES_SAMPLER_ARG is not a number from 0 to 1; using 1',
  ]);
});
