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
} from '../sdk.ts';
import type { SamplingRule } from '../settings/sampling.ts';

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

/** Makes the sampler of a rule. With a tail rule every span is made, and recorded even where it is not sampled. */
export function createHeadSampler(rule: SamplingRule): HeadSampler {
  const root: Sampler = rule.ratio === 1 ? new AlwaysOnSampler() : new TraceIdRatioBasedSampler(rule.ratio);
  const head: Sampler = rule.followParent ? new ParentBasedSampler({ root }) : root;
  const random = new RandomIdGenerator();
  const bound = Math.floor(rule.ratio * 0xffffffff);
  let preset: string | undefined;

  const keeps = (traceId: string) =>
    root.shouldSample(ROOT_CONTEXT, traceId, '', SpanKind.SERVER, {}, []).decision ===
    SamplingDecision.RECORD_AND_SAMPLED;

  function decide(parent: SpanContext | undefined): boolean {
    if (rule.tail !== undefined) return true;
    if (parent !== undefined) {
      return rule.followParent ? (parent.traceFlags & TraceFlags.SAMPLED) !== 0 : keeps(parent.traceId);
    }
    if (rule.ratio === 1) return true;
    const sum = randomWord();
    if (sum >= bound) return false;
    preset = traceIdOf(sum);
    return true;
  }

  return {
    sampler: rule.tail === undefined ? head : recordAll(head),
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

// OpenTelemetry's sampler looks at the four words of a trace id, joined by exclusive or. Drawing that sum first, a call
// that is not sampled costs one random number; the id is made to fit for one that is.
const bytes = Buffer.alloc(16);

function traceIdOf(sum: number): string {
  let last = sum;
  for (let offset = 0; offset < 12; offset += 4) {
    const word = randomWord();
    bytes.writeUInt32BE(word, offset);
    last ^= word;
  }
  bytes.writeInt32BE(last, 12);
  return bytes.toString('hex');
}

function randomWord(): number {
  return Math.floor(Math.random() * 2 ** 32);
}

function recordAll(head: Sampler): Sampler {
  return {
    shouldSample(...call) {
      const result = head.shouldSample(...call);
      if (result.decision !== SamplingDecision.NOT_RECORD) return result;
      return { ...result, decision: SamplingDecision.RECORD };
    },
    toString: () => `RecordAll{${head.toString()}}`,
  };
}
