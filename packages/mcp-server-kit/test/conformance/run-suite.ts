// Runs one of the official conformance suites against a server and reads its report.
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const require = createRequire(import.meta.url);
const ALPHA = require.resolve('@modelcontextprotocol/conformance/dist/index.js');
const STABLE = require.resolve('conformance-stable/dist/index.js');

/** A suite and the fewest scenarios and checks that a real run of it has. */
export interface Suite {
  readonly name: string;
  /** The installed package's command that runs it. */
  readonly command: string;
  readonly args: readonly string[];
  readonly minScenarios: number;
  readonly minPassed: number;
}

/** One line of a suite's summary. */
interface Scenario {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
  /** Belongs to an optional extension, so it counts for nothing. */
  readonly isExtension: boolean;
}

/** What a suite reported. */
export interface Report {
  readonly exitCode: number | null;
  readonly scenarios: readonly Scenario[];
  /** Checks of a SHOULD that were not met, outside the extensions. */
  readonly warnings: readonly string[];
  /** The suite's summary, as it printed it. */
  readonly summary: string;
}

/** The installed suites; only the alpha line knows 2026-07-28. */
export const SUITES: readonly Suite[] = [
  {
    name: 'alpha line, requirements of 2025-11-25',
    command: ALPHA,
    args: ['--requirements', '2025-11-25'],
    minScenarios: 30,
    minPassed: 70,
  },
  {
    name: 'alpha line, requirements of 2026-07-28',
    command: ALPHA,
    args: ['--requirements', '2026-07-28'],
    minScenarios: 37,
    minPassed: 120,
  },
  {
    name: 'stable line, active suite',
    command: STABLE,
    args: ['--suite', 'active'],
    minScenarios: 30,
    // A fortieth check is about streams, where a server opens one for a list; this one answers it at once.
    minPassed: 39,
  },
];

const TIMEOUT_MS = 120_000;

/** Runs `suite` against the server at `url`, with the suite's own command and this Node. */
export async function runSuite(suite: Suite, url: string): Promise<Report> {
  const results = await mkdtemp(join(tmpdir(), 'portcullis-conformance-'));
  try {
    const args = [suite.command, 'server', '--url', url, ...suite.args, '-o', results];
    const { exitCode, output } = await run(args);
    const start = output.indexOf('=== SUMMARY ===');
    const summary = start === -1 ? output : output.slice(start).trim();
    const scenarios = scenariosIn(summary);
    const extensions = new Set(scenarios.filter((scenario) => scenario.isExtension).map(({ name }) => name));
    return { exitCode, scenarios, warnings: await warningsIn(results, extensions), summary };
  } finally {
    await rm(results, { recursive: true, force: true });
  }
}

/** Why `report` is not good enough; empty when every scenario but those of extensions passed without a warning. */
export function problemsOf(suite: Suite, report: Report): readonly string[] {
  const counted = report.scenarios.filter(({ isExtension }) => !isExtension);
  const passed = counted.reduce((sum, scenario) => sum + scenario.passed, 0);
  const problems = [
    ...counted
      .filter((scenario) => scenario.failed > 0 || scenario.passed === 0)
      .map((scenario) => `${scenario.name}: ${scenario.passed} passed, ${scenario.failed} failed`),
    ...report.warnings,
  ];
  if (report.exitCode !== 0) problems.push(`the suite ended with code ${report.exitCode}`);
  if (counted.length < suite.minScenarios || passed < suite.minPassed) {
    problems.push(
      `only ${passed} checks in ${counted.length} scenarios passed, expected ${suite.minPassed} in ${suite.minScenarios}`,
    );
  }
  return problems;
}

function run(args: readonly string[]): Promise<{ exitCode: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], timeout: TIMEOUT_MS });
    let output = '';
    const collect = (chunk: Buffer) => {
      output += chunk.toString('utf8');
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.once('error', reject);
    child.once('close', (exitCode) => resolve({ exitCode, output }));
  });
}

function scenariosIn(summary: string): Scenario[] {
  const extensions = new Set(
    [...summary.matchAll(/^ {2}[✓✗] (\S+) \(extension\)$/gm)].map(([, name]) => name),
  );
  return [...summary.matchAll(/^[✓✗] (\S+): (\d+) passed, (\d+) failed$/gm)].map(
    ([, name = '', passed, failed]) => ({
      name,
      passed: Number(passed),
      failed: Number(failed),
      isExtension: extensions.has(name),
    }),
  );
}

// The summary counts only what passed and failed; the warnings are in the files, one folder a scenario.
async function warningsIn(results: string, extensions: ReadonlySet<string>): Promise<string[]> {
  const warnings: string[] = [];
  for (const folder of await readdir(results)) {
    const scenario = /^server-(.+?)-\d{4}-\d\d-\d\dT/.exec(folder)?.[1] ?? folder;
    if (extensions.has(scenario)) continue;
    const checks: { id: string; status: string; errorMessage?: string }[] = JSON.parse(
      await readFile(join(results, folder, 'checks.json'), 'utf8'),
    );
    for (const { id, status, errorMessage } of checks) {
      if (status === 'WARNING') warnings.push(`${scenario}: warning ${id}: ${errorMessage}`);
    }
  }
  return warnings;
}
