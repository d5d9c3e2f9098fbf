// Decides whether a call is sampled before anything is made for it.
import { ROOT_CONTEXT, type SpanContext, SpanKind, TraceFlags } from '@opentelemetry/api';
import {
  AlwaysOnSampler,
  type IdGenerator,
  ParentBasedSampler,
  RandomIdGenerator,
  type Sampler,
  SamplingDecision,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace-node';
import type { SamplingRule } from './sampling.ts';

/** The sampler for the SDK, and the same decision without a span. */
export interface HeadSampler {
  readonly sampler: Sampler;
  readonly idGenerator: IdGenerator;
  /**
   * Whether to make a span under `parent`. Without a parent the decision hangs on the new trace id: the one that was
   * kept is the next that `idGenerator` gives, so that the SDK's sampler comes to the same answer.
   */
  decide(parent: SpanContext | undefined): boolean;
  /** Forgets a trace id that no span took. */
  release(): void;
}

export function createHeadSampler(rule: SamplingRule): HeadSampler {
  const root: Sampler = rule.ratio === 1 ? new AlwaysOnSampler() : new TraceIdRatioBasedSampler(rule.ratio);
  const random = new RandomIdGenerator();
  let preset: string | undefined;

  const keeps = (traceId: string) =>
    root.shouldSample(ROOT_CONTEXT, traceId, '', SpanKind.SERVER, {}, []).decision ===
    SamplingDecision.RECORD_AND_SAMPLED;

  function decide(parent: SpanContext | undefined): boolean {
    if (parent !== undefined) {
      return rule.followParent ? (parent.traceFlags & TraceFlags.SAMPLED) !== 0 : keeps(parent.traceId);
    }
    if (rule.ratio === 1) return true;
    if (rule.ratio === 0) return false;
    const traceId = random.generateTraceId();
    if (!keeps(traceId)) return false;
    preset = traceId;
    return true;
  }

  return {
    sampler: rule.followParent ? new ParentBasedSampler({ root }) : root,
    idGenerator: {
      generateTraceId: () => preset ?? random.generateTraceId(),
      generateSpanId: () => random.generateSpanId(),
    },
    decide,
    release: () => {
      preset = undefined;
    },
  };
}
