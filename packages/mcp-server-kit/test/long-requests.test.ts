// Whatever a caller sends, an answer quotes little of it, and a record less.
import { PassThrough } from 'node:stream';
import { expect, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import { type AuditRecord, defineResource, defineServer, defineTool } from '../src/index.ts';
import { serveStdio } from '../src/stdio.ts';
import { envelope, modern, requestOf, serve } from './http/raw.ts';
import { collectMessages } from './support/lines.ts';

const LONG = 'x'.repeat(100_000);

const parts = {
  tools: [
    defineTool({
      name: 'strict',
      description: 'Takes little.',
      input: z.strictObject({ counts: z.record(z.string(), z.number()).optional() }),
      handler: () => 'ok',
    }),
  ],
  resources: [
    defineResource({ name: 'one', uri: 'doc:{name}', handler: ({ uri }) => String(uri.length) }),
    defineResource({ name: 'fixed', uri: 'note:1', handler: () => 'one' }),
  ],
};

const strict = (args: Record<string, unknown>) =>
  ['tools/call', { name: 'strict', arguments: args }] as const;

test.each([
  ['a key', ...strict({ [LONG]: 1 })],
  [
    'many keys',
    ...strict(
      Object.fromEntries(
        LONG.slice(0, 5000)
          .replace(/x/g, (_x, at) => `${at},`)
          .split(',')
          .map((key) => [key, 1]),
      ),
    ),
  ],
  ['a key of a record', ...strict({ counts: { [LONG]: 'text' } })],
])('%s that does not fit is quoted in part', async (_name, method, params) => {
  const { send } = await serve(parts);
  for (const era of ['2025', '2026'] as const) {
    const { text, body } = await send(requestOf[era](method, params));
    expect(body.result).toMatchObject({ isError: true });
    expect(text).toContain('Invalid arguments');
    expect(text.length).toBeLessThan(1000);
  }
});

test('a URI of more than 8192 characters is refused, and neither quoted nor on record', async () => {
  const audit: AuditRecord[] = [];
  const { send } = await serve(parts, { audit: (record) => audit.push(record) });
  const longest = `doc:${LONG.slice(0, 8188)}`;
  for (const era of ['2025', '2026'] as const) {
    const read = (uri: string) =>
      send(requestOf[era]('resources/read', { uri }, { headers: era === '2026' ? { 'mcp-name': uri } : {} }));
    expect((await read(longest)).body.result).toMatchObject({ contents: [{ text: '8192' }] });
    audit.length = 0;
    const { body, text } = await read(`${longest}x`);
    expect(body.error).toEqual({
      code: -32602,
      message: 'Expected params.uri to be a string of at most 8192 characters',
    });
    expect(text.length).toBeLessThan(1000);
    expect(audit).toMatchObject([{ method: 'resources/read', errorType: '-32602' }]);
    expect(audit[0]).not.toHaveProperty('uri');
  }
});

test.each([
  ['method', modern(LONG, {}, { headers: { 'mcp-method': 'other' } })],
  ['name', modern('tools/call', { name: LONG }, { headers: { 'mcp-name': 'other' } })],
  ['revision', modern('tools/list', { _meta: { 'io.modelcontextprotocol/protocolVersion': LONG } })],
])('2026-07-28 over HTTP: a %s is quoted in part', async (_name, request) => {
  const { send } = await serve(parts);
  const { status, text, body } = await send(request);
  expect(status).toBe(400);
  expect(body).toMatchObject({ id: 1, error: { message: expect.any(String) } });
  expect(text.length).toBeLessThan(2000);
});

test.each([
  ['method', LONG, envelope()],
  ['revision', 'tools/list', { ...envelope(), 'io.modelcontextprotocol/protocolVersion': LONG }],
  [
    'revision with personal data',
    'tools/list',
    { ...envelope(), 'io.modelcontextprotocol/protocolVersion': 'jane@example.com' },
  ],
])('2026-07-28 over stdio: a %s is quoted in part', async (_name, method, _meta) => {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const seen = collectMessages<object>(output);
  const served = await serveStdio(defineServer({ name: 'probe', version: '1.0.0', ...parts }), {
    input,
    output,
    audit: false,
  });
  onTestFinished(() => served.close());
  input.write(`${JSON.stringify({ jsonrpc: '2.0', id: 1, method, params: { _meta } })}\n`);
  await vi.waitFor(() => expect(seen).toHaveLength(1));
  expect(seen[0]).toMatchObject({ id: 1, error: { code: expect.any(Number) } });
  expect(JSON.stringify(seen[0]).length).toBeLessThan(2000);
  expect(JSON.stringify(seen[0])).not.toContain('jane@');
});

test('a definition may not have such a URI', () => {
  expect(() => defineResource({ name: 'one', uri: `doc:${LONG}`, handler: () => '' })).toThrow(
    'Expected the uri of resource "one" to have at most 8192 characters, got 100004',
  );
});
