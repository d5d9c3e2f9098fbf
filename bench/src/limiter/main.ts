// npm run bench -- limiter: limiters in memory at a million keys, side by side. Each round runs each of them once, in a
// new process, beginning with another one each time.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { describeMachine } from '../machine.ts';
import { median } from '../shared/median.ts';
import { CONTESTANTS, KEYS } from './contestants.ts';
import type { Sample } from './sample.ts';

const { values } = parseArgs({
  args: process.argv.slice(2).filter((arg) => arg !== '--'),
  options: { rounds: { type: 'string', default: '5' } },
});
const rounds = Number(values.rounds);
if (!Number.isSafeInteger(rounds) || rounds < 1) {
  throw new TypeError(`Expected \`--rounds\` to be a positive integer, got ${values.rounds}`);
}

const machine = describeMachine(false);
const worker = fileURLToPath(new URL('worker.ts', import.meta.url));
const samples = CONTESTANTS.map((): Sample[] => []);
for (let round = 0; round < rounds; round++) {
  for (let turn = 0; turn < CONTESTANTS.length; turn++) {
    const index = (round + turn) % CONTESTANTS.length;
    const name = CONTESTANTS[index]?.name ?? '';
    const output = execFileSync(process.execPath, ['--expose-gc', worker, name], { encoding: 'utf8' });
    const sample = JSON.parse(output) as Sample;
    samples[index]?.push(sample);
    console.error(
      `${round + 1}/${rounds} ${name}: ${millions(sample.newKeys)}, ${millions(sample.knownKeys)} M/s`,
    );
  }
}

const fastest = Math.max(...samples.slice(2).map((own) => medianOf(own, 'knownKeys')));
const columns = ['limiter', 'new keys, M/s', 'known keys, M/s', 'x fastest peer', 'B/key'];
const rows = CONTESTANTS.map(({ name, note }, index) => {
  const own = samples[index] ?? [];
  const known = medianOf(own, 'knownKeys');
  return [
    `**${name}** (${note})`,
    millions(medianOf(own, 'newKeys')),
    millions(known),
    (known / fastest).toFixed(2),
    medianOf(own, 'bytesPerKey').toFixed(0),
  ];
});
const align = columns.map((_, index) => (index === 0 ? '---' : '---:'));
console.log([columns, align, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n'));
const { date, node, cores, cpu, loadBefore } = machine;
console.log(
  `\n${date}; Node ${node}; ${cores} cores of ${cpu}; load average before ${loadBefore.toFixed(2)}. ` +
    `Medians of ${rounds} interleaved rounds; ${KEYS} keys in random order; decisions per second of processor time, ` +
    'garbage collection included.',
);

function medianOf(own: readonly Sample[], column: keyof Sample): number {
  return median(own.map((sample) => sample[column]));
}

function millions(perSecond: number): string {
  return (perSecond / 1e6).toFixed(2);
}
