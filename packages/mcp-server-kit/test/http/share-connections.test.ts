// Connections of one address, and of the others beside it.
import { connect, type Socket } from 'node:net';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { HttpOptions } from '../../src/http.ts';
import { run } from '../guards/probe.ts';
import { legacy, serve } from './raw.ts';

async function start(options: HttpOptions) {
  const endpoint = await serve({ tools: [run(() => 'ok')] }, options);
  const seen: Socket[] = [];
  endpoint.served.server.on('connection', (socket) => seen.push(socket));
  /** Opens so many connections from 127.0.0.2 and gives both ends of those that were taken. */
  const hold = async (count: number) => {
    const before = seen.length;
    const ours = Array.from({ length: count }, () =>
      connect({ port: endpoint.served.port, host: '127.0.0.1', localAddress: '127.0.0.2' }),
    );
    for (const socket of ours) {
      socket.on('error', () => {});
      onTestFinished(() => void socket.destroy());
    }
    await vi.waitFor(() => expect(seen).toHaveLength(before + count));
    return seen.slice(before).filter(({ destroyed }) => !destroyed);
  };
  return { ...endpoint, hold };
}

// Only Linux has all of 127.0.0.0/8.
describe.skipIf(process.platform !== 'linux')('connections of one address', () => {
  test('one more than it may have is closed, and others are served', async () => {
    const { hold, send } = await start({ maxConnectionsPerClient: 3 });
    const taken = await hold(3);
    expect(taken).toHaveLength(3);
    expect(await hold(2)).toHaveLength(0);
    expect(await send(legacy('tools/list'))).toMatchObject({ status: 200 });
    taken[0]?.destroy();
    await vi.waitFor(() => expect(taken[0]?.closed).toBe(true));
    expect(await hold(2)).toHaveLength(1);
  });

  test('of a trusted proxy are not counted', async () => {
    const { hold } = await start({ maxConnectionsPerClient: 3, trustedProxies: ['127.0.0.2'] });
    expect(await hold(6)).toHaveLength(6);
  });

  test.each([
    [300, 100],
    [1100, 110],
  ])('are a tenth of all by default, but not less than 100: of %i', async (maxConnections, share) => {
    const { hold } = await start({ maxConnections });
    expect(await hold(share + 1)).toHaveLength(share);
  });
});
