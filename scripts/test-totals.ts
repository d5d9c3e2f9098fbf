// `node scripts/test-totals.ts LOG`: ends a CI run with `N passed, N failed`, and fails if a package did not report.
import { readFileSync } from 'node:fs';
import { sumTestTotals } from './lib/test-totals.ts';
import { listPackages, repositoryRoot } from './lib/workspace.ts';

const [path] = process.argv.slice(2);
if (path === undefined) throw new Error('Expected the path of a log of `npm test`');

const { runs, passed, failed, skipped } = sumTestTotals(readFileSync(path, 'utf8'));
const expected = listPackages(repositoryRoot).filter(
  ({ manifest }) => manifest.scripts?.test !== undefined,
).length;
if (runs !== expected) console.log(`${runs} of ${expected} packages with tests reported a total.`);
if (skipped > 0) console.log(`${skipped} tests were skipped.`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 || runs !== expected ? 1 : 0;
