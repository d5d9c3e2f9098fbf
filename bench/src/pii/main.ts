// npm run bench -- pii: the detector beside its peers, accuracy and speed, on texts that are made here.
import { parseArgs } from 'node:util';
import { type Accuracy, measureAccuracy } from './accuracy.ts';
import { CONTESTANTS } from './detectors.ts';
import { createExamples } from './examples.ts';
import { measureSpeed, type Speed } from './speed.ts';

const { values } = parseArgs({
  // pnpm hands on the `--` that npm was given.
  args: process.argv.slice(2).filter((arg) => arg !== '--'),
  options: { quick: { type: 'boolean', default: false }, seed: { type: 'string', default: '1' } },
});
const rounds = values.quick ? 1 : 5;
const windowMs = values.quick ? 50 : 200;
const perType = values.quick ? 20 : 200;

const examples = createExamples(Number(values.seed), perType);
const accuracies = new Map<string, Accuracy>();
for (const contestant of CONTESTANTS)
  accuracies.set(contestant.name, await measureAccuracy(contestant, examples));
const speeds = await measureSpeed(CONTESTANTS, rounds, windowMs);

const percent = (share: number) => (share * 100).toFixed(0);
const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [head, head.map((_, index) => (index === 0 ? '---' : '---:')), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');

const accuracyRows = [...accuracies].map(([name, { core, identifierRecall, leaked, touched }]) => [
  name,
  ...[core.precision, core.recall, identifierRecall, leaked, touched].map(percent),
]);
const speedRows = CONTESTANTS.map(({ name }) => [
  name,
  ...[...speeds.values()].map((byName) => speedText(byName.get(name))),
]);

function speedText(speed: Speed | undefined): string {
  if (speed === undefined) return '';
  const { megabytesPerSecond, ratio } = speed;
  return `${megabytesPerSecond.toPrecision(3)} (${ratio.toPrecision(2)}x)`;
}

console.log(`Accuracy in %, ${examples.length} generated texts, half of them without personal data, seed ${values.seed}

${table(['detector', 'core precision', 'core recall', 'ids recall', 'leaked characters', 'clean texts touched'], accuracyRows)}

Speed in MB/s of CPU time, and against the four regexes; median of ${rounds} interleaved rounds of ${windowMs} ms

${table(['detector', ...speeds.keys()], speedRows)}`);
