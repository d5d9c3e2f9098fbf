// A load shedder of @portcullis/health at the endpoint: who is refused, and how.
import { createHealth, createLoadShedder } from '@portcullis/health';
import { expect, test } from 'vitest';
import { run } from '../guards/probe.ts';
import { legacy, modern, requestOf, serve } from './raw.ts';

/** A server with one place, and a tool that keeps it. */
async function full() {
  let release: () => void = () => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  let enter: () => void = () => {};
  const entered = new Promise<void>((resolve) => {
    enter = resolve;
  });
  const tool = run(async () => {
    enter();
    await gate;
    return 'served';
  });
  const shedder = createLoadShedder({ maxInFlight: 1, maxEventLoopDelayMs: 0, random: () => 0 });
  const endpoint = await serve({ tools: [tool] }, { shedder, health: createHealth() });
  return { ...endpoint, shedder, release, entered };
}

test.each(['2025', '2026'] as const)(
  'a call of %s that finds no place is refused, and told when to come back',
  async (era) => {
    const { send, release, entered, shedder } = await full();
    const first = send(requestOf[era]('tools/call', { name: 'run' }));
    await entered;
    const refused = await send(requestOf[era]('tools/list'));
    expect(refused).toMatchObject({
      status: 503,
      headers: { 'retry-after': '1' },
      body: { error: { code: -32000 } },
    });
    expect(await send({ method: 'GET', path: '/ready' })).toMatchObject({ status: 200 });
    release();
    expect(await first).toMatchObject({ status: 200 });
    expect(await send(requestOf[era]('tools/list'))).toMatchObject({ status: 200 });
    expect(shedder.refused).toEqual({ 'in-flight': 1, 'event-loop': 0 });
  },
);

test('open streams hold no place', async () => {
  const { open, send, served } = await full();
  const listen = await open(modern('subscriptions/listen', { notifications: { toolsListChanged: true } }));
  expect(listen.statusCode).toBe(200);
  expect(await send(legacy('tools/list'))).toMatchObject({ status: 200 });
  await served.close();
});
