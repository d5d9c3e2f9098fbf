// One contestant in a process of its own: a million new keys, then as many calls of known keys in another order.
import { CONTESTANTS, type Decide, KEYS } from './contestants.ts';
import type { Sample } from './sample.ts';

/** Keys are made in batches, outside of what is measured, as requests would bring them: new strings each time. */
const BATCH = 1_000;

const contestant = CONTESTANTS.find(({ name }) => name === process.argv[2]);
if (contestant === undefined || globalThis.gc === undefined) {
  throw new TypeError('Usage: node --expose-gc worker.ts <contestant>');
}

// Compiles the code, on another limiter.
await decideAll(contestant.create(), inOrder(100_000));
const decide = contestant.create();
const before = bytesInUse();
const newKeys = await decideAll(decide, inOrder(KEYS));
const bytesPerKey = (bytesInUse() - before) / KEYS;
const knownKeys = await decideAll(decide, shuffled(KEYS));
const sample: Sample = { newKeys, knownKeys, bytesPerKey };
process.stdout.write(JSON.stringify(sample), () => process.exit());

/** Decisions a second of this process's time on a processor, its garbage collector included. */
async function decideAll(decideOne: Decide, ids: Uint32Array): Promise<number> {
  let micros = 0;
  for (let start = 0; start < ids.length; start += BATCH) {
    const keys = Array.from(ids.subarray(start, start + BATCH), (id) => `client-${id}`);
    const began = process.cpuUsage();
    for (const key of keys) {
      const answer = decideOne(key);
      if (!(typeof answer === 'boolean' ? answer : await answer)) throw new Error(`${key} was refused`);
    }
    const { user, system } = process.cpuUsage(began);
    micros += user + system;
  }
  return (ids.length / micros) * 1e6;
}

function bytesInUse(): number {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

function inOrder(count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, index) => index);
}

function shuffled(count: number): Uint32Array {
  const ids = inOrder(count);
  for (let index = count - 1; index > 0; index--) {
    const other = Math.floor(Math.random() * (index + 1));
    [ids[index], ids[other]] = [ids[other] as number, ids[index] as number];
  }
  return ids;
}
