// The report as text for people: grouped by rule, worst first, with a summary line at the end.
import type { Finding, Report } from '../report.ts';
import type { Rule } from '../rules/rule.ts';
import { ruleOf } from '../rules.ts';
import { type Colours, createColours } from './colours.ts';
import { groupBy } from './group-by.ts';
import { safeText } from './safe-text.ts';

const SEVERITIES = ['error', 'warning', 'info'] as const;
const MAX_LINES_A_RULE = 20;

/** How to write a report. */
export interface FormatOptions {
  /** Use ANSI colours. Default: false. */
  readonly colour?: boolean;
}

/**
 * Writes a report as text. Control characters of the server are replaced, so the text is safe for a terminal.
 *
 * @param report - what `validate` returned
 * @param options - see `FormatOptions`
 */
export function formatHuman(report: Report, options: FormatOptions = {}): string {
  const colours = createColours(options.colour === true);
  const lines = [colours.bold(safeText(report.target)), ...report.eras.map(eraLine), ''];
  for (const severity of SEVERITIES) {
    const found = report.findings.filter((finding) => finding.severity === severity);
    for (const [rule, group] of groupBy(found, (finding) => finding.rule))
      lines.push(...ruleLines(rule, group, colours), '');
  }
  if (report.skipped.length > 0) {
    lines.push('Left out:');
    for (const { era, where, reason } of report.skipped.slice(0, MAX_LINES_A_RULE))
      lines.push(`  ${safeText(where, 200)} (${era}): ${safeText(reason)}`);
    const more = report.skipped.length - MAX_LINES_A_RULE;
    lines.push(...(more > 0 ? [`  and ${more} more`, ''] : ['']));
  }
  return `${lines.join('\n')}\n${summary(report, colours)}\n`;
}

function eraLine(era: Report['eras'][number]): string {
  if (!era.supported) return `  ${era.era}: does not work`;
  const { tools, resources, templates, prompts } = era.listed;
  const server = [era.server?.name, era.server?.version].filter(Boolean).join(' ');
  const listed = `${tools} tools, ${resources} resources, ${templates} templates, ${prompts} prompts`;
  return safeText(`  ${era.era}: ${era.protocolVersion ?? '?'}, ${server || 'anonymous'}: ${listed}`);
}

function ruleLines(id: Finding['rule'], group: readonly Finding[], colours: Colours): string[] {
  const rule = ruleOf(id);
  const lines = [`${badge(rule, colours)} ${colours.bold(id)}  ${rule.title}`];
  // The same thing in both eras is told once.
  const same = groupBy(group, ({ where, message }) => JSON.stringify([where, message]));
  for (const [first, ...rest] of [...same.values()].slice(0, MAX_LINES_A_RULE)) {
    if (first === undefined) continue;
    const eras = [first, ...rest].flatMap(({ era }) => era ?? []);
    const suffix = eras.length === 0 ? '' : ` (${eras.join(', ')})`;
    lines.push(`  ${safeText(first.where, 200)}${suffix}: ${safeText(first.message)}`);
  }
  if (same.size > MAX_LINES_A_RULE) lines.push(`  and ${same.size - MAX_LINES_A_RULE} more`);
  return [...lines, `  -> ${rule.mend}`];
}

function badge({ severity }: Rule, colours: Colours): string {
  if (severity === 'error') return colours.red('error  ');
  return severity === 'warning' ? colours.yellow('warning') : colours.blue('info   ');
}

function summary({ summary: { errors, warnings, infos }, requests }: Report, colours: Colours): string {
  const text = `${count(errors, 'error')}, ${count(warnings, 'warning')}, ${count(infos, 'info')} in ${count(requests, 'request')}`;
  return errors > 0 ? colours.red(text) : colours.bold(text);
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
