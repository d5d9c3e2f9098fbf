// Restarts two replicas behind HAProxy, one after the other, under load: what Kubernetes does with a new version.
import { type Child, startChild } from './child.ts';
import { freePort } from './free-port.ts';
import { startHaproxy } from './haproxy.ts';
import { startLoad, type Tally } from './load.ts';

/** What the restarts came to. */
export interface Restarts extends Tally {
  /** Of each replica that was stopped: how it ended and how long that took. */
  stops: { code: number | null; cut: string | undefined; tookMs: number }[];
  /** Processes that still ran at the end. */
  orphans: number;
}

const CHECK_MS = 200;
/** Longer than HAProxy takes to see that a replica is not ready. */
export const DELAY_MS = 1500;

/** The time from SIGTERM within which a replica has to be gone. */
export const GRACE_MS = 10_000;

/** Runs `rounds` rolling restarts of both replicas, which go on serving for `delayMs` after SIGTERM. */
export async function runRollingRestarts(rounds: number, delayMs: number): Promise<Restarts> {
  const ports = [await freePort(), await freePort()] as const;
  const haproxy = await startHaproxy(ports, CHECK_MS);
  const pids: number[] = [];
  const start = async (index: 0 | 1): Promise<Child> => {
    const env = { PORT: String(ports[index]), DELAY_MS: String(delayMs), GRACE_MS: String(GRACE_MS) };
    const replica = startChild('replica-main.ts', [], env);
    pids.push(replica.process.pid ?? 0);
    await replica.said('listening');
    await haproxy.waitFor(index, 'UP');
    return replica;
  };
  const replicas = [await start(0), await start(1)];
  const load = startLoad(haproxy.port);
  const stops: Restarts['stops'] = [];
  try {
    for (let round = 0; round < rounds; round++) {
      for (const index of [0, 1] as const) {
        const startedAt = performance.now();
        replicas[index]?.kill('SIGTERM');
        const { code, lines } = (await replicas[index]?.ended) ?? { code: null, lines: [] };
        const cut = lines.find((line) => line.startsWith('done'));
        stops.push({ code, cut, tookMs: Math.round(performance.now() - startedAt) });
        await haproxy.waitFor(index, 'DOWN');
        replicas[index] = await start(index);
      }
    }
    const tally = await load.stop();
    for (const replica of replicas) replica.kill('SIGTERM');
    await Promise.all(replicas.map(({ ended }) => ended));
    return { ...tally, stops, orphans: pids.filter(isRunning).length };
  } finally {
    for (const replica of replicas) replica.kill('SIGKILL');
    await haproxy.stop();
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
