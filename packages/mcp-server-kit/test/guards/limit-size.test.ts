// How much one result may hold.
import { describe, expect, test } from 'vitest';
import { definePrompt, defineResource } from '../../src/index.ts';
import { connect, ERAS, run } from './probe.ts';

const MAX = 10_000;
const REFUSED = 'The result is larger than the limit of 10000 characters. Ask for less';

/** The largest `n` that `fits`, between 0 and twice the limit. */
async function edgeOf(fits: (n: number) => Promise<boolean>): Promise<number> {
  let low = 0;
  let high = 2 * MAX;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (await fits(middle)) low = middle;
    else high = middle;
  }
  return low;
}

describe.each(ERAS)('%s', (era) => {
  const doors = {
    'a text of a tool': (n: number) => ({ tools: [run(() => 'x'.repeat(n))] }),
    'a text that comes later': (n: number) => ({ tools: [run(async () => 'x'.repeat(n))] }),
    'many blocks': (n: number) => ({
      tools: [
        run(() => ({
          content: Array.from({ length: 10 }, () => ({ type: 'text', text: 'x'.repeat(n / 10) })),
        })),
      ],
    }),
    'structured content': (n: number) => ({
      tools: [run(() => ({ structuredContent: { deep: [{ a: 'x'.repeat(n) }] } }))],
    }),
    'an image': (n: number) => ({
      tools: [run(() => ({ content: [{ type: 'image', mimeType: 'image/png', data: 'x'.repeat(n) }] }))],
    }),
    _meta: (n: number) => ({ tools: [run(() => ({ content: [], _meta: { 'a/b': 'x'.repeat(n) } }))] }),
    'long keys': (n: number) => ({ tools: [run(() => ({ structuredContent: { ['x'.repeat(n)]: 1 } }))] }),
    'an error of the tool': (n: number) => ({
      tools: [run(() => ({ isError: true, content: [{ type: 'text', text: 'x'.repeat(n) }] }))],
    }),
    'a resource': (n: number) => ({
      resources: [defineResource({ name: 'run', uri: 'note://run', handler: () => 'x'.repeat(n) })],
    }),
    'a prompt': (n: number) => ({ prompts: [definePrompt({ name: 'run', handler: () => 'x'.repeat(n) })] }),
  };

  test.each(Object.entries(doors))(
    '%s: close to the limit passes, over it is refused',
    async (_name, partsOf) => {
      const parts = partsOf(0);
      const method =
        'tools' in parts ? 'tools/call' : 'resources' in parts ? 'resources/read' : 'prompts/get';
      const ask = async (n: number) => {
        const { ask } = await connect(era, partsOf(n), { maxResultChars: MAX, rateLimit: false });
        return ask(method, method === 'resources/read' ? { uri: 'note://run' } : { name: 'run' });
      };
      const edge = await edgeOf(async (n) => !(await ask(n)).text.includes(REFUSED));
      // Names and brackets of the protocol count a little.
      expect(edge).toBeGreaterThan(MAX - 250);
      expect(edge).toBeLessThanOrEqual(MAX);
      const over = await ask(MAX + 10);
      expect(over.text).toContain(REFUSED);
      expect(over).toMatchObject(method === 'tools/call' ? { isError: true } : { code: -32000 });
      expect(over.text).not.toContain('xxx');
    },
  );

  test('bytes count as the Base64 that they become', async () => {
    const read = async (bytes: number) => {
      const handler = () => new Uint8Array(bytes);
      const resource = defineResource({ name: 'run', uri: 'note://run', handler });
      const { ask } = await connect(era, { resources: [resource] }, { maxResultChars: MAX });
      return ask('resources/read', { uri: 'note://run' });
    };
    expect(await read((MAX * 3) / 4 - 150)).not.toHaveProperty('code');
    expect((await read((MAX * 3) / 4 + 3)).text).toContain(REFUSED);
  });

  test('millions of small values count too', async () => {
    const { ask } = await connect(
      era,
      { tools: [run(() => ({ structuredContent: { list: new Array(MAX).fill(0) } }))] },
      { maxResultChars: MAX },
    );
    expect((await ask('tools/call', { name: 'run' })).text).toContain(REFUSED);
  });

  test('a list is limited too', async () => {
    const list = () =>
      Array.from({ length: 100 }, (_, id) => ({ uri: `note://${id}`, name: 'x'.repeat(200) }));
    const resource = defineResource({ name: 'run', uri: 'note://{id}', list, handler: () => 'x' });
    const { ask } = await connect(era, { resources: [resource] }, { maxResultChars: MAX });
    const outcome = await ask('resources/list');
    expect(outcome.code).toBe(-32000);
    expect(outcome.text).toContain(REFUSED);
  });
});
