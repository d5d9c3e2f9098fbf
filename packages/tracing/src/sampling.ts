// Which traces are kept, in the two numbers that all of OpenTelemetry's standard samplers come down to.
import { diag } from '@opentelemetry/api';

/** A standard sampler: follow the parent or not, and the share of traces kept otherwise. */
export interface SamplingRule {
  readonly followParent: boolean;
  /** From 0 to 1. */
  readonly ratio: number;
}

type Env = Readonly<Record<string, string | undefined>>;

/** An option in code goes before the environment: `sampleRatio` is `parentbased_traceidratio`. */
export function resolveSampling(sampleRatio: number | undefined, env: Env): SamplingRule {
  if (sampleRatio !== undefined) return { followParent: true, ratio: sampleRatio };
  const name = env.OTEL_TRACES_SAMPLER?.trim() || 'parentbased_always_on';
  const followParent = name.startsWith('parentbased_');
  switch (followParent ? name.slice('parentbased_'.length) : name) {
    case 'always_on':
      return { followParent, ratio: 1 };
    case 'always_off':
      return { followParent, ratio: 0 };
    case 'traceidratio':
      return { followParent, ratio: ratioFrom(env.OTEL_TRACES_SAMPLER_ARG) };
    default:
      // The specification wants a warning and the default, not a failed start.
      diag.warn('OTEL_TRACES_SAMPLER has an unknown value; using parentbased_always_on');
      return { followParent: true, ratio: 1 };
  }
}

function ratioFrom(text: string | undefined): number {
  const ratio = text === undefined || text.trim() === '' ? 1 : Number(text);
  if (ratio >= 0 && ratio <= 1) return ratio;
  diag.warn('OTEL_TRACES_SAMPLER_ARG is not a number from 0 to 1; using 1');
  return 1;
}
