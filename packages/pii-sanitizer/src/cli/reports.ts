// The forms in which findings are listed. Each is written as it comes, so that any number fits in memory.
import { styleText } from 'node:util';
import type { Format } from './options.ts';
import { printable, printableJson } from './printable.ts';
import { sarifHead, sarifResult, sarifTail } from './sarif.ts';
import type { PlacedFinding } from './scan-chunks.ts';

/** Turns findings into text. */
export interface Report {
  head(): string;
  finding(path: string, finding: PlacedFinding): string;
  tail(): string;
}

export interface ReportOptions {
  format: Format;
  /** Whether what was found is printed too. */
  show: boolean;
  color: boolean;
}

/** The report of a format. */
export function createReport({ format, show, color }: ReportOptions): Report {
  if (format === 'text') return textReport(show, color);
  return format === 'json' ? jsonReport(show) : sarifReport(show);
}

function textReport(show: boolean, color: boolean): Report {
  const styled = (style: 'bold' | 'dim', text: string) =>
    color ? styleText(style, text, { validateStream: false }) : text;
  return {
    head: () => '',
    finding: (path, { line, column, type, value }) =>
      `${printable(path)}${styled('dim', `:${line}:${column}`)} ${styled('bold', type)}${show ? ` ${printableJson(value)}` : ''}\n`,
    tail: () => '',
  };
}

function jsonReport(show: boolean): Report {
  let count = 0;
  return {
    head: () => '[',
    finding: (path, { value, ...place }) => {
      count += 1;
      return `${count === 1 ? '\n' : ',\n'}  ${printableJson({ path, ...place, ...(show && { value }) })}`;
    },
    tail: () => (count === 0 ? ']\n' : '\n]\n'),
  };
}

function sarifReport(show: boolean): Report {
  const types = new Set<string>();
  let count = 0;
  return {
    head: sarifHead,
    finding: (path, finding) => {
      types.add(finding.type);
      count += 1;
      return `${count === 1 ? '\n' : ',\n'}${sarifResult(path, finding, show)}`;
    },
    tail: () => sarifTail(types),
  };
}
