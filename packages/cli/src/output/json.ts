// The report as JSON. JSON.stringify leaves C1 control characters and direction marks as they are, and a terminal
// obeys them.
import type { BenchReport } from '../bench/report.ts';
import type { Report } from '../report.ts';

const UNSAFE = /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** Writes a report as JSON, with a line break at the end. */
export function formatJson(report: Report | BenchReport): string {
  const escapeChar = (char: string) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return `${JSON.stringify(report, null, 2).replace(UNSAFE, escapeChar)}\n`;
}
