// How long a watchdog takes to tell that the main thread is stuck.
import { setTimeout as wait } from 'node:timers/promises';
import { startChild } from './child.ts';

/** Sends a process into an endless loop; gives the milliseconds until its liveness is 503. */
export async function measureStuck(): Promise<number> {
  const child = startChild('stuck-main.ts');
  try {
    const port = (await child.said('watched on')).split(' ').at(-1);
    child.kill('SIGUSR2');
    await child.said('stuck');
    const stuckAt = performance.now();
    while ((await fetch(`http://127.0.0.1:${port}/livez`)).status !== 503) await wait(20);
    return performance.now() - stuckAt;
  } finally {
    child.kill('SIGKILL');
    await child.ended;
  }
}
