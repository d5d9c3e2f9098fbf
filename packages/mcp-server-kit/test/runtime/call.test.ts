// What a handler says while it runs, as it goes over the wire.
import { describe, expect, test } from 'vitest';
import { run } from '../guards/probe.ts';
import { requestOf, serve } from '../http/raw.ts';

describe.each(['2025', '2026'] as const)('%s', (era) => {
  test('progress that is no number is not sent, nor a total that is none', async () => {
    const tool = run((_input, { progress }) => {
      progress(0 / 0, 5);
      progress(Number.POSITIVE_INFINITY);
      progress(1, Number.POSITIVE_INFINITY, 'first');
      progress(2, 0 / 0);
      progress(3, 4);
      return 'done';
    });
    const { send } = await serve({ tools: [tool] });
    const { text } = await send(requestOf[era]('tools/call', { name: 'run', _meta: { progressToken: 't' } }));
    const said = [...text.matchAll(/"params":(\{.*\})\}$/gm)].map(([, params = '']) => JSON.parse(params));
    expect(said).toEqual([
      { progress: 1, message: 'first', progressToken: 't' },
      { progress: 2, progressToken: 't' },
      { progress: 3, total: 4, progressToken: 't' },
    ]);
  });
});
