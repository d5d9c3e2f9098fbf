// The public API of @portcullis/cli.
export type { BenchErrorKind } from './bench/answer.ts';
export { bench } from './bench/bench.ts';
export { formatBench } from './bench/format.ts';
export type { BenchCall, BenchOptions } from './bench/options.ts';
export type { BenchError, BenchReport, LatencyMs } from './bench/report.ts';
export { UsageError } from './errors.ts';
export type { CommandTarget, Target, ValidateOptions } from './options.ts';
export type { FormatOptions } from './output/human.ts';
export { formatHuman } from './output/human.ts';
export type { Era, EraReport, Finding, Report, Skipped } from './report.ts';
export type { Rule, Severity } from './rules/rule.ts';
export type { RuleId } from './rules.ts';
export { RULES } from './rules.ts';
export { validate } from './validate.ts';
