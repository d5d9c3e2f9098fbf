// Rolling restarts of two replicas behind HAProxy under load. ROLLING_RESTARTS says how many; `prove` runs 20.
import { expect, test } from 'vitest';
import { freePort } from './support/free-port.ts';
import { HAS_HAPROXY, startHaproxy } from './support/haproxy.ts';
import { startMcpLoad } from './support/mcp-load.ts';
import { SAMPLES, type ServerProcess, startProcess } from './support/server-process.ts';

const ROUNDS = Number(process.env.ROLLING_RESTARTS ?? 1);
const GRACE_MS = 8000;
const DELAY_MS = 1500;

const isSkipped = !HAS_HAPROXY && process.env.PORTCULLIS_REQUIRE_SERVICES !== '1';
if (isSkipped) process.stderr.write('Skipped: haproxy is not on this machine.\n');

test.skipIf(isSkipped)(
  'no call, no upload and no subscription is lost; each replica exits with 0 in time',
  async () => {
    const ports = [await freePort(), await freePort()] as const;
    const front = await freePort();
    const start = async (port: number): Promise<ServerProcess> => {
      const times = ['--drain-delay-ms', String(DELAY_MS), '--shutdown-grace-ms', String(GRACE_MS)];
      const server = startProcess(['--docs', SAMPLES, '--port', String(port), '--rate-limit', '0', ...times]);
      await server.ready;
      return server;
    };
    const replicas = await Promise.all(ports.map(start));
    const seesUp = startHaproxy(front, ports);
    await Promise.all(ports.map(seesUp));
    const load = startMcpLoad(front);
    const stops: { code: number | null; tookMs: number }[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      for (const [index, port] of ports.entries()) {
        const startedAt = performance.now();
        replicas[index]?.child.kill('SIGTERM');
        const ended = await replicas[index]?.ended;
        stops.push({ code: ended?.code ?? null, tookMs: Math.round(performance.now() - startedAt) });
        expect(ended?.stderr).not.toContain('cut off');
        replicas[index] = await start(port);
        await seesUp(port);
      }
    }
    const { ok, failures } = await load.stop();
    const most = Math.max(...stops.map(({ tookMs }) => tookMs));
    process.stdout.write(`${ROUNDS} rolling restarts: ${JSON.stringify(ok)}, ${failures.length} failed, `);
    process.stdout.write(`${stops.length} stops with 0 after at most ${most} ms\n`);
    expect(failures).toEqual([]);
    expect(Object.keys(ok)).toHaveLength(4);
    expect(stops.map(({ code }) => code)).toEqual(stops.map(() => 0));
    expect(most).toBeLessThan(DELAY_MS + GRACE_MS);
  },
  60_000 + ROUNDS * 30_000,
);
