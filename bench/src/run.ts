// Runs the rounds: in each, every contestant once, one after the other, beginning with another one each time.
import type { ChildProcess } from 'node:child_process';
import { startCollector } from './collector.ts';
import type { Contestant } from './contestants.ts';
import { createHttpLoad } from './load/http-load.ts';
import type { Load } from './load/load.ts';
import { Recorder, type Sample } from './load/recorder.ts';
import { createStdioLoad } from './load/stdio-load.ts';
import type { Options } from './options.ts';
import { portOf, type SpawnOptions, startServer, stopServer } from './processes.ts';

/** How many calls go before the window of a round: the caches have seen other servers since. */
const CALLS_BEFORE_WINDOW = 500;

/** A contestant's samples, one a round. */
export interface Result {
  readonly contestant: Contestant;
  readonly samples: Sample[];
}

interface Entry extends Result {
  readonly child: ChildProcess;
  readonly load: Load;
  readonly recorder: Recorder;
}

/** @throws {Error} when spans should have been exported and none was. */
export async function runRounds(
  contestants: readonly Contestant[],
  options: Options,
  isPinned: boolean,
  onProgress: (text: string) => void,
): Promise<readonly Result[]> {
  const collector = await startCollector();
  const { profileDirectory, rounds } = options;
  const spawnOptions = { isPinned, collectorUrl: collector.url, profileDirectory };
  const entries: Entry[] = [];
  try {
    for (const contestant of contestants) {
      onProgress(`warming up ${contestant.group} ${contestant.name}`);
      entries.push(await startAndWarmUp(contestant, options, spawnOptions));
    }
    const step = Math.max(1, Math.floor(entries.length / rounds));
    for (let round = 0; round < rounds; round++) {
      const first = (round * step) % entries.length;
      for (const entry of [...entries.slice(first), ...entries.slice(0, first)]) {
        const sample = await measure(entry, options);
        entry.samples.push(sample);
        onProgress(
          `${round + 1}/${rounds} ${entry.contestant.group} ${entry.contestant.name}: ${short(sample)}`,
        );
      }
    }
  } finally {
    await Promise.all(entries.map(({ child }) => stopServer(child)));
    collector.close();
  }
  const isTraced = contestants.some(({ server: [file] }) => file.includes('all-guards'));
  if (isTraced && collector.batches === 0) throw new Error('No span reached the collector');
  return entries.map(({ contestant, samples }) => ({ contestant, samples }));
}

async function startAndWarmUp(
  contestant: Contestant,
  options: Options,
  spawnOptions: SpawnOptions,
): Promise<Entry> {
  const { dialect, group } = contestant;
  const child = startServer(contestant, spawnOptions);
  try {
    const outstanding = group === 'stdio-sequential' ? 1 : options.concurrency;
    const recorder = new Recorder();
    const load =
      group === 'http'
        ? createHttpLoad(await portOf(child), dialect, outstanding, recorder)
        : await createStdioLoad(child, dialect, outstanding, recorder);
    await load.start();
    await recorder.waitFor(options.warmUpCalls, options.maxWarmUpMs);
    await load.stop();
    return { contestant, samples: [], child, load, recorder };
  } catch (error) {
    await stopServer(child);
    throw error;
  }
}

async function measure({ child, load, recorder }: Entry, { windowMs }: Options): Promise<Sample> {
  await load.start();
  await recorder.waitFor(CALLS_BEFORE_WINDOW, windowMs);
  const sample = await recorder.measure(child.pid ?? 0, windowMs);
  await load.stop();
  return sample;
}

function short({ errors, firstError, requestsPerSecond }: Sample): string {
  return errors > 0 ? `${errors} errors, ${firstError}` : `${Math.round(requestsPerSecond)}/s`;
}
