// npm run bench: the kit beside its peers, in one run on one machine.
import { select } from './contestants.ts';
import { describeMachine, machineText } from './machine.ts';
import { type Options, parseOptions, USAGE } from './options.ts';
import { pinLoad } from './processes.ts';
import { hasErrors, toMarkdown } from './report.ts';
import { runRounds } from './run.ts';

async function main(options: Options): Promise<void> {
  const contestants = select(options.only);
  if (contestants.length === 0) throw new TypeError(`No server has a name like ${options.only.join(', ')}`);
  const machine = describeMachine(pinLoad());
  const results = await runRounds(contestants, options, machine.isPinned, (text) => console.error(text));
  if (options.json) console.log(JSON.stringify({ machine, options, results }, null, 2));
  else console.log(`${toMarkdown(results)}\n\n${machineText(machine, options)}`);
  if (results.some(hasErrors)) process.exitCode = 1;
}

try {
  const options = process.argv.includes('limiter') ? 'limiter' : parseOptions(process.argv.slice(2));
  if (options === 'limiter') await import('./limiter/main.ts');
  else if (options === 'help') console.log(USAGE);
  else await main(options);
} catch (error) {
  console.error(error instanceof TypeError ? `${error.message}\n\n${USAGE}` : error);
  process.exitCode = 1;
}
