// How fast detectors are, side by side: each round gives every one of them the same texts for the same time.
import { median } from '../shared/median.ts';
import { BASELINE, type Contestant } from './detectors.ts';
import { CORPORA } from './examples.ts';
import { createRandom } from './random.ts';

export interface Speed {
  /** Median over the rounds, in 10^6 characters a second of CPU time. */
  megabytesPerSecond: number;
  /** Median of the ratio to the four regexes within a round. */
  ratio: number;
}

const TEXTS = 400;

/** Speeds by corpus and contestant. */
export async function measureSpeed(
  contestants: readonly Contestant[],
  rounds: number,
  windowMs: number,
): Promise<Map<string, Map<string, Speed>>> {
  const result = new Map<string, Map<string, Speed>>();
  for (const [corpus, make] of Object.entries(CORPORA)) {
    const random = createRandom(7);
    const texts = Array.from({ length: TEXTS }, () => make(random));
    const rates = new Map<string, number[]>(contestants.map(({ name }) => [name, []]));
    for (const contestant of contestants) await rateOf(contestant, texts, windowMs);
    for (let round = 0; round < rounds; round += 1) {
      for (const contestant of contestants) {
        rates.get(contestant.name)?.push(await rateOf(contestant, texts, windowMs));
      }
    }
    const base = rates.get(BASELINE) ?? [];
    const speeds = [...rates].map(([name, values]) => {
      const ratio = median(values.map((value, round) => value / (base[round] ?? Number.NaN)));
      return [name, { megabytesPerSecond: median(values), ratio }] as const;
    });
    result.set(corpus, new Map(speeds));
  }
  return result;
}

async function rateOf({ detect }: Contestant, texts: readonly string[], windowMs: number): Promise<number> {
  const before = process.cpuUsage();
  const end = performance.now() + windowMs;
  let chars = 0;
  for (let at = 0; ; at += 1) {
    const text = texts[at % texts.length] ?? '';
    const found = detect(text);
    if (found instanceof Promise) await found;
    chars += text.length;
    if (at % 16 === 0 && performance.now() >= end) break;
  }
  const { user, system } = process.cpuUsage(before);
  return chars / (user + system);
}
