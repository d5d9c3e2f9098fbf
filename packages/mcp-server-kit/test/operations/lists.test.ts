// The lists and their pages, through the client of each era.
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  definePrompt,
  defineResource,
  defineTool,
  type ListRange,
  type ResourceListItem,
} from '../../src/index.ts';
import { connect, ERAS, run } from '../guards/probe.ts';

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `n${index}`);

/** Everything on every page, and how many entries each page had. */
async function pagesOf(
  ask: (
    method: 'tools/list' | 'resources/list',
    params: Record<string, unknown>,
  ) => Promise<{ result?: Record<string, unknown> }>,
  method: 'tools/list' | 'resources/list',
  key: string,
) {
  const names: string[] = [];
  const sizes: number[] = [];
  let cursor: unknown;
  do {
    const { result } = await ask(method, cursor === undefined ? {} : { cursor });
    const page = result?.[key] as { name: string }[];
    names.push(...page.map(({ name }) => name));
    sizes.push(page.length);
    cursor = result?.nextCursor;
  } while (cursor !== undefined);
  return { names, sizes };
}

describe.each(ERAS)('%s', (era) => {
  // The client of 2026 joins the pages of a list that is asked for without a cursor.
  test.each([
    [0, [0]],
    [99, [99]],
    [100, [100]],
    [101, [100, 1]],
    [250, [100, 100, 50]],
  ])('%i entries of a template come on pages of 100, in order', async (count, sizes) => {
    const resource = defineResource({
      name: 'note',
      uri: 'note://{id}',
      list: () => numbered(count).map((name) => ({ name, uri: `note://${name}` })),
      handler: () => 'x',
    });
    const { ask } = await connect(era, { resources: [resource] });
    const seen = await pagesOf(ask, 'resources/list', 'resources');
    expect(seen.names).toEqual(numbered(count));
    if (era === '2025') expect(seen.sizes).toEqual(sizes);
  });

  test('tools come in the order of their definition, on pages of the size that was asked for', async () => {
    const tools = numbered(7).map((name) => run(() => 'x', { name }));
    const { ask } = await connect(era, { tools }, { pageSize: 3 });
    const seen = await pagesOf(ask, 'tools/list', 'tools');
    expect(seen.names).toEqual(numbered(7));
    if (era === '2025') expect(seen.sizes).toEqual([3, 3, 1]);
  });

  test('fixed resources come first, then those of each template, which may come later or one by one', async () => {
    const handler = () => 'x';
    const { ask } = await connect(
      era,
      {
        resources: [
          defineResource({
            name: 'slow',
            uri: 'slow://{id}',
            list: async () => [{ name: 'slow-1', uri: 'slow://1' }],
            handler,
          }),
          defineResource({ name: 'fixed', uri: 'note://fixed', handler }),
          defineResource({
            name: 'lazy',
            uri: 'lazy://{id}',
            *list() {
              for (const id of [1, 2]) yield { name: `lazy-${id}`, uri: `lazy://${id}` };
            },
            handler,
          }),
          defineResource({ name: 'silent', uri: 'silent://{id}', handler }),
          defineResource({
            name: 'paged',
            uri: 'paged://{id}',
            listPage: async ({ offset, limit }) =>
              ['a', 'b', 'c']
                .map((id) => ({ name: `paged-${id}`, uri: `paged://${id}` }))
                .slice(offset, offset + limit),
            handler,
          }),
        ],
      },
      { pageSize: 2 },
    );
    expect((await pagesOf(ask, 'resources/list', 'resources')).names).toEqual([
      'fixed',
      'slow-1',
      'lazy-1',
      'lazy-2',
      'paged-a',
      'paged-b',
      'paged-c',
    ]);
    const { result } = await ask('resources/templates/list');
    const templates = result?.resourceTemplates as { name: string; uriTemplate: string }[];
    expect(templates.map(({ uriTemplate }) => uriTemplate)).toContain('slow://{id}');
  });

  test.each<[string, unknown]>([
    ['without a name', { uri: 'note://1' }],
    ['without a uri', { name: 'one' }],
    ['that is null', null],
    ['that is text', 'note://1'],
  ])('an entry %s is masked: a client would throw the whole page away', async (_name, entry) => {
    const list = () => [{ uri: 'note://0', name: 'zero' }, entry as ResourceListItem];
    const resource = defineResource({ name: 'note', uri: 'note://{id}', list, handler: () => 'x' });
    const { ask, log } = await connect(era, { resources: [resource] });
    expect(await ask('resources/list')).toMatchObject({ code: -32603 });
    expect(log.find(({ level }) => level === 'error')?.err).toMatchObject({
      message: 'A list of resources has an entry without a uri and a name',
    });
  });

  test('a list that gives pages is asked for no more than the page and one', async () => {
    const ranges: ListRange[] = [];
    const resource = defineResource({
      name: 'note',
      uri: 'note://{id}',
      listPage({ offset, limit }) {
        ranges.push({ offset, limit });
        return numbered(7)
          .map((name) => ({ name, uri: `note://${name}` }))
          .slice(offset, offset + limit);
      },
      handler: () => 'x',
    });
    const { ask } = await connect(era, { resources: [resource] }, { pageSize: 3 });
    expect((await pagesOf(ask, 'resources/list', 'resources')).names).toEqual(numbered(7));
    expect(ranges).toEqual([0, 3, 6].map((offset) => ({ offset, limit: 4 })));
  });

  test.each([
    '',
    'x',
    'cDA',
    'cA',
    'cC0x',
    'cDFlOQ',
    '%00',
    'cDEyMzQ1Njc4OTAxMjM0',
    '\u0000',
    'a'.repeat(10_000),
  ])('the cursor %j gets a page or a refusal', async (cursor) => {
    const { ask } = await connect(era, { tools: [run(() => 'x')] });
    const { code, text } = await ask('tools/list', { cursor });
    if (code === undefined) return;
    expect(code).toBe(-32602);
    expect(text).toContain('Invalid cursor: use the nextCursor of an earlier page, or none');
  });

  test('an entry has what its definition says and no more', async () => {
    const shown = {
      icons: [{ src: 'https://a.example/icon.png', sizes: ['48x48'], theme: 'dark' }],
      _meta: { 'example.com/owner': 'jane@example.com' },
    };
    const clean = { ...shown, _meta: { 'example.com/owner': '[EMAIL]' } };
    const { ask } = await connect(era, {
      tools: [
        run(() => 'x', { name: 'plain' }),
        defineTool({
          name: 'full',
          title: 'Full',
          description: 'Has everything.',
          input: z.object({ a: z.string() }),
          output: z.object({ b: z.string() }),
          annotations: { readOnlyHint: true },
          icons: [{ src: 'https://a.example/icon.png' }],
          _meta: { 'example.com/a': 1 },
          timeoutMs: 5,
          handler: () => ({ structuredContent: { b: '' } }),
        }),
      ],
      prompts: [
        definePrompt({ name: 'plain', handler: () => 'x' }),
        definePrompt({ name: 'full', title: 'Full', ...shown, handler: () => 'x' }),
      ],
      resources: [
        defineResource({ name: 'plain', uri: 'note:1', handler: () => 'x' }),
        defineResource({ name: 'full', uri: 'note:2', ...shown, size: 0, handler: () => 'x' }),
        defineResource({
          name: 'template',
          uri: 'list:{id}',
          ...shown,
          list: () => [{ name: 'listed', uri: 'list:1', size: 5, ...shown }],
          handler: () => 'x',
        }),
      ],
    });
    const tools = (await ask('tools/list')).result?.tools as Record<string, unknown>[];
    expect(Object.keys(tools[0] ?? {}).sort()).toEqual(['description', 'inputSchema', 'name']);
    expect(Object.keys(tools[1] ?? {}).sort()).toEqual(
      ['_meta', 'annotations', 'description', 'icons', 'inputSchema', 'name', 'outputSchema', 'title'].sort(),
    );
    expect((await ask('prompts/list')).result?.prompts).toEqual([
      { name: 'plain' },
      { name: 'full', title: 'Full', ...clean },
    ]);
    expect((await ask('resources/list')).result?.resources).toEqual([
      { name: 'plain', uri: 'note:1' },
      { name: 'full', uri: 'note:2', size: 0, ...clean },
      { name: 'listed', uri: 'list:1', size: 5, ...clean },
    ]);
    expect((await ask('resources/templates/list')).result?.resourceTemplates).toEqual([
      { name: 'template', uriTemplate: 'list:{id}', ...clean },
    ]);
  });

  test('what a server does not have is not a method', async () => {
    const { ask } = await connect(era, {});
    // The clients refuse before they ask; the raw requests are in http/refusals.test.ts.
    for (const method of ['tools/call', 'prompts/get', 'resources/read'] as const) {
      const { text, code } = await ask(method, { name: 'x', uri: 'note://x' });
      expect([text, code].join()).toMatch(/not support|not found|-32601/i);
    }
  });
});
