// One record for each request: who, what, how it ended, and nothing of what was said.
import { createSanitizer } from '@portcullis/pii-sanitizer';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type AuditRecord, definePrompt, defineResource, defineTool, notFound } from '../../src/index.ts';
import { legacy, modern, serve } from '../http/raw.ts';
import { connect, ERAS, run } from './probe.ts';

const parts = {
  tools: [
    defineTool({
      name: 'echo',
      description: 'Echoes.',
      input: z.object({ text: z.string() }),
      handler: ({ text }) => text,
    }),
    run(() => {
      throw new Error('password=hunter2');
    }),
    run(
      () => {
        throw notFound('No such thing.');
      },
      { name: 'missing' },
    ),
  ],
  prompts: [definePrompt({ name: 'write', handler: () => 'Hello' })],
  resources: [defineResource({ name: 'one', uri: 'note://{id}', handler: ({ params }) => params.id ?? '' })],
};

const BASE = ['client', 'durationMs', 'era', 'method', 'outcome', 'requestId', 'time', 'transport'];

describe.each(ERAS)('%s', (era) => {
  test('a record of success has these fields and no others', async () => {
    const { ask, audit } = await connect(era, parts);
    await ask('tools/call', { name: 'echo', arguments: { text: 'a word that must not be kept' } });
    await ask('resources/read', { uri: 'note://a-word-that-must-not-be-kept' });
    await ask('tools/list');
    expect(audit.map((record) => Object.keys(record).sort())).toEqual([
      [...BASE, 'target'].sort(),
      [...BASE, 'target', 'uri'].sort(),
      BASE,
    ]);
    expect(audit).toMatchObject([
      { method: 'tools/call', target: 'echo', outcome: 'ok', era, transport: 'memory', client: 'memory' },
      {
        method: 'resources/read',
        target: 'one',
        uri: expect.stringMatching(/^uri_[a-z]{16}$/),
        outcome: 'ok',
      },
      { method: 'tools/list', outcome: 'ok' },
    ]);
    expect(JSON.stringify(audit)).not.toMatch(/a.word.that/);
    for (const { time, durationMs } of audit) {
      expect(new Date(time).toISOString()).toBe(time);
      expect(durationMs).toBeGreaterThanOrEqual(0);
    }
  });

  test('a record of failure says why, by a stable word or a code', async () => {
    const { ask, audit } = await connect(era, parts);
    await ask('tools/call', { name: 'run' });
    await ask('tools/call', { name: 'missing' });
    await ask('tools/call', { name: 'echo', arguments: { text: 5 } });
    await ask('tools/call', { name: 'nope' });
    await ask('resources/read', { uri: 'other://x' });
    await ask('prompts/get', { name: 'nope' });
    expect(audit.map(({ outcome, errorType }) => [outcome, errorType])).toEqual([
      ['error', 'internal_error'],
      ['error', 'not_found'],
      ['error', 'invalid_argument'],
      ['error', '-32602'],
      ['error', 'not_found'],
      ['error', '-32602'],
    ]);
    expect(audit.map(({ errorId }) => errorId !== undefined)).toEqual([
      true,
      false,
      false,
      false,
      false,
      false,
    ]);
    expect(JSON.stringify(audit)).not.toContain('hunter2');
  });

  test('a name that no tool has is not kept', async () => {
    const { ask, audit } = await connect(era, parts);
    await ask('tools/call', { name: 'jane-example-com' });
    expect(audit[0]).not.toHaveProperty('target');
    expect(JSON.stringify(audit)).not.toContain('jane');
  });

  test('a sink that fails does not fail the call, and what it throws stays inside', async () => {
    const audit = () => {
      throw new Error('password=hunter2');
    };
    const { ask, log } = await connect(era, parts, { audit });
    expect((await ask('tools/call', { name: 'echo', arguments: { text: 'hi' } })).text).toBe('hi');
    const failed = await ask('prompts/get', { name: 'nope' });
    expect(failed.text).toContain('Unknown prompt');
    expect(JSON.stringify(log)).not.toContain('hunter2');
  });

  test('without a sink of its own, records are lines of the log at info', async () => {
    // `undefined` is the default; a property of the probe's own would replace it.
    const { ask, log } = await connect(era, parts, { audit: undefined as never });
    await ask('prompts/get', { name: 'write' });
    const lines = log.filter(({ audit }) => audit !== undefined);
    expect(lines).toMatchObject([
      { level: 'info', audit: { method: era === '2025' ? 'initialize' : 'server/discover', outcome: 'ok' } },
      { level: 'info', audit: { method: 'prompts/get', target: 'write', outcome: 'ok' } },
    ]);
  });

  test('false writes none', async () => {
    const { ask, log } = await connect(era, parts, { audit: false });
    await ask('prompts/get', { name: 'write' });
    expect(log.filter(({ audit }) => audit !== undefined)).toEqual([]);
  });
});

test('over HTTP the client is a digest of its address, the same for every request', async () => {
  const audit: AuditRecord[] = [];
  const { send } = await serve(parts, { audit: (record) => audit.push(record) });
  await send(legacy('tools/list', {}, { id: 'mail jane@example.com' }));
  await send(modern('tools/list', {}, { id: 7 }));
  expect(audit).toMatchObject([
    { transport: 'http', era: '2025', requestId: 'mail [EMAIL]' },
    { transport: 'http', era: '2026', requestId: 7 },
  ]);
  expect(audit[0]?.client).toMatch(/^client_[a-z]{16}$/);
  expect(audit[1]?.client).toBe(audit[0]?.client);
  expect(JSON.stringify(audit)).not.toContain('127.0.0.1');
});

test('an id that a policy blocks is replaced, and the record is written', async () => {
  const sanitizer = createSanitizer({ policies: { types: { EMAIL: 'block' } } });
  const audit: AuditRecord[] = [];
  const { send } = await serve(parts, { sanitizer, audit: (record) => audit.push(record) });
  for (const make of [legacy, modern]) {
    const { body } = await send(make('prompts/get', { name: 'write' }, { id: 'mail jane@example.com' }));
    expect(body.result).toBeDefined();
  }
  expect(audit).toMatchObject([
    { method: 'prompts/get', target: 'write', outcome: 'ok', requestId: '[BLOCKED]' },
    { method: 'prompts/get', target: 'write', outcome: 'ok', requestId: '[BLOCKED]' },
  ]);
});
