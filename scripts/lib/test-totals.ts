// Sums the totals that Vitest prints in each package, and finds what failed, as they stand in turbo's output.
import { stripVTControlCharacters } from 'node:util';

const totalsLine = /^(?:\S{1,200} )? *(Test Files|Tests) {2,}(no tests|\d[^()]{0,200} \(\d+\))$/;

const turboPrefix = /^\S{1,200}:test: ?/;
/** What Vitest says of one failure: from its name to the line that numbers it. */
const failureBegins = /^ ?FAIL {1,2}\S/;
const failureEnds = /⎯\[\d+\/\d+\]⎯/;

/** How many tests ran, over all packages. */
export interface TestTotals {
  /** Vitest runs seen: one a package. */
  runs: number;
  passed: number;
  failed: number;
  skipped: number;
}

/**
 * Reads lines such as `@portcullis/health:test:  Tests  1 failed | 12 passed (13)`. A run whose files
 * could not even be loaded has failed files but no failed test; each such file counts as one failure.
 */
export function sumTestTotals(log: string): TestTotals {
  const totals = { runs: 0, passed: 0, failed: 0, skipped: 0 };
  let failedFiles = 0;
  for (const line of stripVTControlCharacters(log).split('\n')) {
    const [, what, counts] = totalsLine.exec(line.trimEnd()) ?? [];
    if (what === undefined || counts === undefined) continue;
    if (what === 'Test Files') {
      failedFiles = count(counts, 'failed');
      continue;
    }
    totals.runs += 1;
    totals.passed += count(counts, 'passed');
    totals.failed += Math.max(count(counts, 'failed'), failedFiles);
    totals.skipped += count(counts, 'skipped') + count(counts, 'todo');
    failedFiles = 0;
  }
  return totals;
}

/** What Vitest printed of each failure, package by package: turbo mixes their lines. At most `maxLines` lines of each. */
export function failuresOf(log: string, maxLines = 60): string[] {
  const failures: string[][] = [];
  const open = new Map<string, string[]>();
  for (const line of stripVTControlCharacters(log).split('\n')) {
    const prefix = turboPrefix.exec(line)?.[0] ?? '';
    const text = line.slice(prefix.length);
    let failure = open.get(prefix);
    if (failure === undefined && failureBegins.test(text)) {
      failure = [];
      failures.push(failure);
      open.set(prefix, failure);
    }
    if (failure === undefined) continue;
    if (failureEnds.test(text)) open.delete(prefix);
    else if (failure.length < maxLines) failure.push(line.trimEnd());
  }
  return failures.map((lines) => lines.join('\n').trimEnd());
}

function count(counts: string, word: string): number {
  return Number(new RegExp(`(\\d+) ${word}\\b`).exec(counts)?.[1] ?? 0);
}
