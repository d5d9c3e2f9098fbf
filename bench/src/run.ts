// Runs the rounds: in each, every contestant once, one after the other, beginning with another one each time.
import { startCollector } from './collector.ts';
import type { Contestant } from './contestants.ts';
import { startHttpLoad } from './load/http-load.ts';
import { Recorder, type Sample } from './load/recorder.ts';
import { startStdioLoad } from './load/stdio-load.ts';
import type { Options } from './options.ts';
import { portOf, type SpawnOptions, startServer, stopServer } from './processes.ts';

/** A contestant's samples, one a round. */
export interface Result {
  readonly contestant: Contestant;
  readonly samples: Sample[];
}

/** @throws {Error} when spans should have been exported and none was. */
export async function runRounds(
  contestants: readonly Contestant[],
  options: Options,
  isPinned: boolean,
  onProgress: (text: string) => void,
): Promise<readonly Result[]> {
  const collector = await startCollector();
  const { profileDirectory } = options;
  const spawnOptions = { isPinned, collectorUrl: collector.url, profileDirectory };
  const results = contestants.map((contestant): Result => ({ contestant, samples: [] }));
  const step = Math.max(1, Math.floor(results.length / options.rounds));
  for (let round = 0; round < options.rounds; round++) {
    const first = (round * step) % results.length;
    for (const { contestant, samples } of [...results.slice(first), ...results.slice(0, first)]) {
      const sample = await measure(contestant, options, spawnOptions);
      samples.push(sample);
      const figure = sample.errors > 0 ? sample.firstError : `${Math.round(sample.requestsPerSecond)}/s`;
      onProgress(`${round + 1}/${options.rounds} ${contestant.group} ${contestant.name}: ${figure}`);
    }
  }
  collector.close();
  const isTraced = results.some(({ contestant: { server } }) => server[0].includes('all-guards'));
  if (isTraced && collector.batches === 0) throw new Error('No span reached the collector');
  return results;
}

async function measure(
  contestant: Contestant,
  options: Options,
  spawnOptions: SpawnOptions,
): Promise<Sample> {
  const { dialect, group } = contestant;
  const recorder = new Recorder();
  const child = startServer(contestant, spawnOptions);
  try {
    const stop =
      group === 'http'
        ? await startHttpLoad(await portOf(child), dialect, options.concurrency, recorder)
        : await startStdioLoad(child, dialect, group === 'stdio' ? options.concurrency : 1, recorder);
    const sample = await recorder.run(child.pid ?? 0, options.warmUpMs, options.windowMs);
    stop();
    return sample;
  } finally {
    await stopServer(child);
  }
}
