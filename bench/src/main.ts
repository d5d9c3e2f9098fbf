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

/** What else there is to measure; each has options of its own. */
const TOPICS: Readonly<Record<string, () => Promise<unknown>>> = {
  limiter: () => import('./limiter/main.ts'),
  pii: () => import('./pii/main.ts'),
  tracing: () => import('./tracing/main.ts'),
};

try {
  // pnpm hands on the `--` that npm was given.
  const at = process.argv.findIndex((arg, index) => index >= 2 && arg !== '--');
  const topic = process.argv[at] ?? '';
  if (Object.hasOwn(TOPICS, topic)) {
    process.argv.splice(at, 1);
    await TOPICS[topic]?.();
  } else {
    const options = parseOptions(process.argv.slice(2));
    if (options === 'help') console.log(USAGE);
    else await main(options);
  }
} catch (error) {
  console.error(error instanceof TypeError ? `${error.message}\n\n${USAGE}` : error);
  process.exitCode = 1;
}
