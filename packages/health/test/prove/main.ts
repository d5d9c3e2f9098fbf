// `npm run prove`: measures what the README promises, and fails when it is not so.

import { probeHungDependency, probeStorm } from '../support/probes.ts';
import { DELAY_MS, GRACE_MS, runRollingRestarts } from '../support/rolling-restart.ts';
import { measureStuck } from '../support/stuck.ts';

const ROUNDS = 20;
const TIMEOUT_MS = 200;
const CACHE_MS = 1000;

function show(what: string, figure: string, holds: boolean): void {
  process.stdout.write(`${holds ? 'holds' : 'FAILS'}  ${what}: ${figure}\n`);
  if (!holds) process.exitCode = 1;
}

const worst = (values: readonly number[]): number => Math.round(Math.max(...values) * 10) / 10;

const answers = await probeHungDependency(TIMEOUT_MS, 50);
const late = worst(answers.map(({ tookMs }) => tookMs - TIMEOUT_MS));
const beyond = worst(answers.map(({ tookMs, timerMs }) => tookMs - timerMs));
show(
  `/ready with a hung dependency, 50 probes, after its timeout of ${TIMEOUT_MS} ms`,
  `at most ${late} ms, ${beyond} ms of them beyond a bare timer on this machine`,
  Math.min(late, beyond) <= 50,
);

const { probes, runs, leastGapMs } = await probeStorm(1000, 5, CACHE_MS);
const gap = Math.floor(leastGapMs);
show(
  `runs of a check under ${probes} probes in 5 s, cached for ${CACHE_MS} ms`,
  `${runs}, at least ${gap} ms apart`,
  gap >= CACHE_MS - 1,
);

const stuck: number[] = [];
for (let time = 0; time < 5; time++) stuck.push(await measureStuck());
show(
  'a stuck main thread is told by liveness, 5 times',
  `after at most ${worst(stuck)} ms`,
  worst(stuck) < 2000,
);

const rolled = await runRollingRestarts(ROUNDS, DELAY_MS);
const count = Object.values(rolled.ok).reduce((sum, each) => sum + each, 0);
const kinds = Object.entries(rolled.ok).map(([kind, ok]) => `${ok} ${kind}`);
const inTime = rolled.stops.every(({ code, tookMs }) => code === 0 && tookMs < GRACE_MS);
show(
  `${ROUNDS} rolling restarts of two replicas behind HAProxy`,
  `${count} requests (${kinds.join(', ')}), ${rolled.failures.length} failed`,
  rolled.failures.length === 0,
);
for (const failure of rolled.failures.slice(0, 20)) process.stdout.write(`       ${failure}\n`);
show(
  `${rolled.stops.length} replicas stopped`,
  `all with 0, after at most ${worst(rolled.stops.map(({ tookMs }) => tookMs))} ms`,
  inTime,
);
show('processes left over', String(rolled.orphans), rolled.orphans === 0);

// The same without the wait: that the load sees what goes wrong.
const control = await runRollingRestarts(2, 0);
show(
  'failed requests of 2 rolling restarts that do not wait',
  String(control.failures.length),
  control.failures.length > 0,
);
