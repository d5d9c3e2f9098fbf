// The official conformance suites pass against a server made with the kit.
import { expect, test } from 'vitest';
import { startFixture } from './conformance/fixture-server.ts';
import { problemsOf, type Report, runSuite, SUITES, type Suite } from './conformance/run-suite.ts';

// Each suite has a fixture of its own, so that they can run side by side and announce changes to nobody else.
test.concurrent.each(SUITES)('$name', { timeout: 120_000 }, async (suite) => {
  const fixture = await startFixture();
  const report = await runSuite(suite, fixture.url);
  await fixture.close();
  expect(problemsOf(suite, report)).toEqual([]);
});

test.concurrent('a suite that finds no server has failed', { timeout: 120_000 }, async () => {
  const [suite] = SUITES as [Suite];
  const report = await runSuite({ ...suite, args: [] }, 'http://127.0.0.1:1/mcp');
  expect(problemsOf(suite, report).length).toBeGreaterThan(suite.minScenarios);
});

test('an empty report, a warning and a scenario without checks are problems', () => {
  const [suite] = SUITES as [Suite];
  const report: Report = { exitCode: 0, scenarios: [], warnings: [], summary: '' };
  const scenario = { name: 'ping', passed: 0, failed: 0, isExtension: false };
  expect(problemsOf(suite, report)).toHaveLength(1);
  expect(problemsOf({ ...suite, minScenarios: 0, minPassed: 0 }, report)).toEqual([]);
  expect(problemsOf({ ...suite, minScenarios: 0, minPassed: 0 }, { ...report, warnings: ['w'] })).toEqual([
    'w',
  ]);
  expect(
    problemsOf({ ...suite, minScenarios: 0, minPassed: 0 }, { ...report, scenarios: [scenario] }),
  ).toEqual(['ping: 0 passed, 0 failed']);
});
