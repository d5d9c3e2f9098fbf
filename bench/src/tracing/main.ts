// npm run bench -- tracing: what a span, its scrubbing and a measurement cost, beside OpenTelemetry's bare SDK.
import { median } from '../shared/median.ts';
import { type Contestant, createContestants } from './contestants.ts';
import { measureImport } from './import-time.ts';

const ROUNDS = 15;
const CALLS = 20_000;
// As in a server, exports get their turns between the calls.
const TURN = 500;

let calls = 0;

/** Microseconds of CPU for one call, the export's own turns included. */
async function measure({ record, settle }: Contestant): Promise<number> {
  const before = process.cpuUsage();
  for (let done = 0; done < CALLS; done += TURN) {
    for (let i = 0; i < TURN; i += 1) {
      calls += 1;
      record(calls);
    }
    await new Promise(setImmediate);
  }
  await settle();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / CALLS;
}

const contestants = await createContestants();
const samples = new Map<Contestant, number[]>(contestants.map((each) => [each, []]));
for (let round = 0; round < ROUNDS + 3; round += 1) {
  for (const contestant of contestants) {
    const micros = await measure(contestant);
    // The first rounds compile.
    if (round >= 3) samples.get(contestant)?.push(micros);
  }
}

const [bare] = contestants;
const reference = (bare && samples.get(bare)) ?? [];
console.log('| call | us of CPU | x bare SDK |\n| --- | ---: | ---: |');
for (const [{ name }, micros] of samples) {
  const ratio = median(micros.map((value, round) => value / (reference[round] ?? Number.NaN)));
  console.log(`| ${name} | ${median(micros).toFixed(2)} | ${ratio.toFixed(2)} |`);
}
const of = (name: string) => [...samples].find(([each]) => each.name === name)?.[1] ?? [];
const scrubbing = median(of('on, scrubbed').map((value, round) => value - (of('on')[round] ?? Number.NaN)));
console.log(`\nScrubbing a span of clean attributes: ${scrubbing.toFixed(2)} us.`);
const { apiMs, packageMs } = await measureImport();
console.log(
  `Importing: @opentelemetry/api ${apiMs.toFixed(1)} ms, @portcullis/tracing and off ${packageMs.toFixed(1)} ms.`,
);
console.log(`Medians of ${ROUNDS} interleaved rounds of ${CALLS} calls; Node ${process.version}.`);
process.exit();
