// How much of the examples a detector finds, and what it finds besides.
import type { Contestant } from './detectors.ts';
import type { Example, Span } from './examples.ts';
import { CORE } from './values.ts';

export interface Accuracy {
  core: { precision: number; recall: number };
  /** National identifiers that are found under whatever name: each library has its own. */
  identifierRecall: number;
  /** Share of the characters of personal data that no finding covers, whatever its type. */
  leaked: number;
  /** Share of the texts without personal data in which something is found. */
  touched: number;
}

/** Measures a detector. A finding counts when it covers half of a span of its own type. */
export async function measureAccuracy(
  { detect }: Contestant,
  examples: readonly Example[],
): Promise<Accuracy> {
  const core = { found: 0, all: 0, wrong: 0 };
  const identifiers = { found: 0, all: 0 };
  let chars = 0;
  let covered = 0;
  let clean = 0;
  let touched = 0;
  for (const { text, spans } of examples) {
    const findings = await detect(text);
    for (const span of spans) {
      const group = span.type in CORE ? core : identifiers;
      group.all += 1;
      if (findings.some((finding) => isHit(span, finding))) group.found += 1;
      chars += span.end - span.start;
      covered += coveredChars(span, findings);
    }
    core.wrong += findings
      .filter(({ type }) => type in CORE)
      .filter((finding) => !spans.some((span) => isHit(span, finding))).length;
    if (spans.length === 0) {
      clean += 1;
      if (findings.length > 0) touched += 1;
    }
  }
  return {
    core: {
      precision: core.found === 0 ? 0 : core.found / (core.found + core.wrong),
      recall: core.found / core.all,
    },
    identifierRecall: identifiers.found / identifiers.all,
    leaked: 1 - covered / chars,
    touched: touched / clean,
  };
}

function isHit(span: Span, finding: Span): boolean {
  const isSameKind = span.type in CORE ? finding.type === span.type : !(finding.type in CORE);
  const common = Math.min(span.end, finding.end) - Math.max(span.start, finding.start);
  return isSameKind && common * 2 >= span.end - span.start;
}

function coveredChars(span: Span, findings: readonly Span[]): number {
  let count = 0;
  for (let at = span.start; at < span.end; at += 1) {
    if (findings.some(({ start, end }) => at >= start && at < end)) count += 1;
  }
  return count;
}
