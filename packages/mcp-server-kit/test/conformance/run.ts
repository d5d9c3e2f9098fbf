// `npm run conformance`: runs every suite against a fixture of its own, side by side, and prints what each reported.
import { startFixture } from './fixture-server.ts';
import { problemsOf, runSuite, SUITES, type Suite } from './run-suite.ts';

async function judge(suite: Suite): Promise<string> {
  const fixture = await startFixture();
  const report = await runSuite(suite, fixture.url);
  await fixture.close();
  const problems = problemsOf(suite, report);
  if (problems.length > 0) process.exitCode = 1;
  const counted = report.scenarios.filter(({ isExtension }) => !isExtension);
  const met = counted.filter(({ passed, failed }) => passed > 0 && failed === 0);
  const extensions = report.scenarios.length - counted.length;
  return [
    `${suite.name} (conformance server ${suite.args.join(' ')})`,
    report.summary,
    `\n${met.length} of ${counted.length} scenarios met; ${extensions} more are of optional extensions that the kit does not offer.`,
    ...problems.map((problem) => `FAILED ${problem}`),
  ].join('\n');
}

const verdicts = await Promise.all(SUITES.map(judge));
console.log(verdicts.join(`\n\n${'-'.repeat(80)}\n`));
