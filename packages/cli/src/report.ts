// The report that `validate` returns, and the collector that the checks fill.
import type { Severity } from './rules/rule.ts';
import { type RuleId, ruleOf } from './rules.ts';

/** `2025`: every revision with `initialize`. `2026`: revision 2026-07-28. */
export type Era = '2025' | '2026';

/** One thing that is wrong. */
export interface Finding {
  /** Id of the rule, see `RULES`. */
  readonly rule: RuleId;
  readonly severity: Severity;
  /** The era in which it was seen; absent when it concerns no era. */
  readonly era?: Era;
  /** Where: `tool echo`, `resource docs://a`, `HTTP`, `server`. */
  readonly where: string;
  /** What was seen. */
  readonly message: string;
  /** How to mend it. */
  readonly mend: string;
}

/** What is known of one era. */
export interface EraReport {
  readonly era: Era;
  readonly supported: boolean;
  /** Why it does not work, when `supported` is false. */
  readonly reason?: string;
  /** The negotiated revision, such as `2025-11-25`. */
  readonly protocolVersion?: string;
  readonly server?: { readonly name?: string; readonly version?: string };
  /** How many entries were listed. */
  readonly listed: Readonly<Record<'tools' | 'resources' | 'templates' | 'prompts', number>>;
}

/** Something that was left out on purpose, so that a clean report is not mistaken for a full one. */
export interface Skipped {
  readonly era: Era;
  readonly where: string;
  readonly reason: string;
}

/** What `validate` found. */
export interface Report {
  /** The URL without credentials, query and fragment, or the command. */
  readonly target: string;
  readonly eras: readonly EraReport[];
  readonly findings: readonly Finding[];
  readonly skipped: readonly Skipped[];
  /** How many requests were sent, lists and raw HTTP requests included. */
  readonly requests: number;
  readonly summary: Readonly<Record<'errors' | 'warnings' | 'infos', number>>;
}

/** Where the checks put what they see. The same finding is kept once. */
export interface Collector {
  add(rule: RuleId, where: string, message: string, era?: Era): void;
  skip(era: Era, where: string, reason: string): void;
  countRequest(): void;
  errorCount(): number;
  finish(target: string, eras: readonly EraReport[]): Report;
}

/** Creates an empty collector. */
export function createCollector(): Collector {
  const findings = new Map<string, Finding>();
  const skipped: Skipped[] = [];
  let requests = 0;
  const count = (severity: Severity) =>
    [...findings.values()].filter((finding) => finding.severity === severity).length;
  return {
    add(rule, where, message, era) {
      const { severity, mend } = ruleOf(rule);
      const key = JSON.stringify([rule, era ?? '', where, message]);
      const seen = { rule, severity, ...(era === undefined ? {} : { era }), where, message, mend };
      if (!findings.has(key)) findings.set(key, seen);
    },
    skip(era, where, reason) {
      skipped.push({ era, where, reason });
    },
    countRequest() {
      requests += 1;
    },
    errorCount: () => count('error'),
    finish: (target, eras) => ({
      target,
      eras,
      findings: [...findings.values()],
      skipped,
      requests,
      summary: { errors: count('error'), warnings: count('warning'), infos: count('info') },
    }),
  };
}
