// `npm run check`: everything but the tests. Runs every step even after a failure, so that one run shows all.
import { formatResult, runStep, type Step, type StepResult } from './lib/run-step.ts';

const turboTotals = (output: string) => /^\s*Tasks:\s+(.+)$/m.exec(output)?.[1];
const turbo = (task: string) => ['npm', 'run', '-s', 'turbo', '--', task] as const;

const steps: Step[] = [
  { name: 'format and lint', command: ['biome', 'check', '--error-on-warnings', '.'] },
  { name: 'imports', command: ['node', 'scripts/check-imports.ts'] },
  { name: 'versions', command: ['node', 'scripts/check-versions.ts'] },
  { name: 'build', command: turbo('build'), summary: turboTotals },
  {
    name: 'unused code',
    command: ['knip', '--no-progress'],
    summary: () => 'no unused files, exports, dependencies',
  },
  { name: 'types', command: turbo('check:types'), summary: turboTotals },
  { name: 'packages', command: turbo('check:package'), summary: turboTotals },
  { name: 'deployment', command: ['node', 'scripts/check-deploy.ts'] },
];

const results: StepResult[] = [];
for (const step of steps) {
  const result = await runStep(step);
  results.push(result);
  if (!result.passed) console.log(`\n--- ${result.name} ---\n${result.output}\n`);
}

for (const result of results) console.log(formatResult(result));
const failed = results.filter((result) => !result.passed).length;
console.log(failed === 0 ? 'All checks passed.' : `${failed} of ${results.length} checks failed.`);
process.exitCode = failed === 0 ? 0 : 1;
