// Turns samples into one table.
import { type Group, isIncumbent, isUnit } from './contestants.ts';
import type { Sample } from './load/recorder.ts';
import type { Result } from './run.ts';
import { median } from './shared/median.ts';

const TITLES: Readonly<Record<Group, string>> = {
  http: 'HTTP, 64 connections',
  stdio: 'stdio, 64 outstanding',
  'stdio-sequential': 'stdio, one at a time',
};

const COLUMNS = [
  'server',
  'dialect',
  'requests/s',
  'min-max',
  'p50 ms',
  'p99 ms',
  'CPU us',
  'x bare',
  'x SDK v1',
];

/** The table, in Markdown. Ratios are taken within each round; every figure is the median over the rounds. */
export function toMarkdown(results: readonly Result[]): string {
  const rows = results.map((result) => [
    ...[`${TITLES[result.contestant.group]}: **${result.contestant.name}** (${result.contestant.note})`],
    result.contestant.dialect,
    ...(hasErrors(result) ? [errorOf(result), '', '', '', '', '', ''] : figuresOf(result, results)),
  ]);
  const align = COLUMNS.map((_, index) => (index < 2 ? '---' : '---:'));
  return [COLUMNS, align, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function figuresOf(result: Result, all: readonly Result[]): string[] {
  const { samples, contestant } = result;
  const rates = samples.map(({ requestsPerSecond }) => requestsPerSecond);
  const peers = all.filter((other) => other.contestant.group === contestant.group && !hasErrors(other));
  const cpu = samples.flatMap(({ cpuMicros }) => cpuMicros ?? []);
  return [
    count(median(rates)),
    `${count(Math.min(...rates))}-${count(Math.max(...rates))}`,
    median(samples.map(({ p50Ms }) => p50Ms)).toFixed(2),
    median(samples.map(({ p99Ms }) => p99Ms)).toFixed(2),
    cpu.length === 0 ? '' : median(cpu).toFixed(1),
    ratio(samples, peers.find((peer) => isUnit(peer.contestant))?.samples, 3),
    ratio(samples, peers.find((peer) => isIncumbent(peer.contestant))?.samples, 2),
  ];
}

function ratio(samples: readonly Sample[], reference: readonly Sample[] | undefined, digits: number): string {
  if (reference === undefined) return '';
  const ratios = samples.map(
    ({ requestsPerSecond }, round) => requestsPerSecond / (reference[round]?.requestsPerSecond ?? Number.NaN),
  );
  return median(ratios).toFixed(digits);
}

/** Whether any answer of any round was wrong: then there is no figure. */
export function hasErrors({ samples }: Result): boolean {
  return samples.some(({ errors }) => errors > 0);
}

function errorOf({ samples }: Result): string {
  const { errors = 0, firstError = '' } = samples.at(-1) ?? {};
  return `none: ${errors} errors, ${firstError.replaceAll('|', '\\|').replaceAll('\n', ' ')}`;
}

function count(value: number): string {
  return Math.round(value).toLocaleString('en');
}
