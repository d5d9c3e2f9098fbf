// Which traces are kept: OpenTelemetry's standard samplers in two numbers, and what is kept for how it ended.
import { countOption, type Env, expectBooleans, expectOption } from './checks.ts';

/** Options of the sampler. */
export interface SamplerOptions {
  /**
   * Share of traces to keep, 0 to 1, decided by the trace id. Default: 1 where `followParent` is given; with neither of
   * the two, what `OTEL_TRACES_SAMPLER` and `OTEL_TRACES_SAMPLER_ARG` say, else 1.
   */
  readonly ratio?: number | undefined;
  /**
   * Whether the caller's own decision goes first. Default: true where `ratio` is given; with neither of the two, what
   * `OTEL_TRACES_SAMPLER` says, else true.
   */
  readonly followParent?: boolean | undefined;
  /** Also keeps every trace in which something failed, whatever `ratio` and the caller say. Default false. */
  readonly keepErrors?: boolean | undefined;
  /** Also keeps every trace in which something took at least this long, in milliseconds. Default: none. */
  readonly keepSlowMs?: number | undefined;
  /** Spans that wait for how their call ends; beyond it the oldest trace is dropped and counted. Default 4096. */
  readonly maxBufferedSpans?: number | undefined;
}

/** What is kept although the head decision was not to. */
export interface TailRule {
  readonly keepErrors: boolean;
  readonly keepSlowMs: number;
  readonly maxBufferedSpans: number;
}

/** The sampler, with every default filled in. */
export interface SamplingRule {
  readonly followParent: boolean;
  /** From 0 to 1. */
  readonly ratio: number;
  readonly tail: TailRule | undefined;
}

/** Checks the options and joins them with `OTEL_TRACES_SAMPLER`; an option in code goes before the environment. */
export function resolveSampling(
  options: SamplerOptions,
  env: Env,
  warn: (message: string) => void,
): SamplingRule {
  const { ratio, followParent, keepErrors, keepSlowMs } = options;
  const isRatio = typeof ratio === 'number' && ratio >= 0 && ratio <= 1;
  expectOption(ratio === undefined || isRatio, 'sampler.ratio', 'a number from 0 to 1', ratio);
  expectBooleans({ followParent, keepErrors }, 'sampler.');
  const isDuration = typeof keepSlowMs === 'number' && keepSlowMs >= 0;
  expectOption(
    keepSlowMs === undefined || isDuration,
    'sampler.keepSlowMs',
    'a number from 0 up',
    keepSlowMs,
  );
  const maxBufferedSpans = countOption('sampler.maxBufferedSpans', options.maxBufferedSpans, 4096, env, []);
  const head =
    ratio === undefined && followParent === undefined
      ? headFromEnv(env, warn)
      : { followParent: followParent ?? true, ratio: ratio ?? 1 };
  const hasTail = keepErrors === true || keepSlowMs !== undefined;
  const tail = hasTail
    ? {
        keepErrors: keepErrors ?? false,
        keepSlowMs: keepSlowMs ?? Number.POSITIVE_INFINITY,
        maxBufferedSpans,
      }
    : undefined;
  return { ...head, tail };
}

function headFromEnv(env: Env, warn: (message: string) => void): { followParent: boolean; ratio: number } {
  const name = env.OTEL_TRACES_SAMPLER?.trim() || 'parentbased_always_on';
  const followParent = name.startsWith('parentbased_');
  switch (followParent ? name.slice('parentbased_'.length) : name) {
    case 'always_on':
      return { followParent, ratio: 1 };
    case 'always_off':
      return { followParent, ratio: 0 };
    case 'traceidratio':
      return { followParent, ratio: ratioFrom(env.OTEL_TRACES_SAMPLER_ARG, warn) };
    default:
      // The specification wants a warning and the default, not a failed start.
      warn('OTEL_TRACES_SAMPLER has an unknown value; using parentbased_always_on');
      return { followParent: true, ratio: 1 };
  }
}

function ratioFrom(text: string | undefined, warn: (message: string) => void): number {
  const ratio = text === undefined || text.trim() === '' ? 1 : Number(text);
  if (ratio >= 0 && ratio <= 1) return ratio;
  warn('OTEL_TRACES_SAMPLER_ARG is not a number from 0 to 1; using 1');
  return 1;
}
