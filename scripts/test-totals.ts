// `node scripts/test-totals.ts LOG`: ends a CI run with what failed and `N passed, N failed`, and fails if a package did not
// report.
import { readFileSync } from 'node:fs';
import { failuresOf, sumTestTotals } from './lib/test-totals.ts';
import { listPackages, repositoryRoot } from './lib/workspace.ts';

const [path] = process.argv.slice(2);
if (path === undefined) throw new Error('Expected the path of a log of `npm test`');

const log = readFileSync(path, 'utf8');
for (const failure of failuresOf(log)) console.log(`${failure}\n`);
const { runs, passed, failed, skipped } = sumTestTotals(log);
const expected = listPackages(repositoryRoot).filter(
  ({ manifest }) => manifest.scripts?.test !== undefined,
).length;
if (runs !== expected) console.log(`${runs} of ${expected} packages with tests reported a total.`);
if (skipped > 0) console.log(`${skipped} tests were skipped.`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 || runs !== expected ? 1 : 0;
