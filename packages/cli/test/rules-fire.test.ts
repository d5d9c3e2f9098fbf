// Each rule fires on a server with that one fault, and does not on the same server without it.
import type { ServerResponse } from 'node:http';
import { describe, expect, test } from 'vitest';
import type { ValidateOptions } from '../src/options.ts';
import type { Report } from '../src/report.ts';
import { RULES, type RuleId } from '../src/rules.ts';
import { validate } from '../src/validate.ts';
import { error, type Fault, on, outputTool, tool } from './fixtures/break.ts';
import { commandOf } from './fixtures/child.ts';
import { BEHAVIOUR_FAULTS } from './fixtures/faults-behaviour.ts';
import { DEFINITION_FAULTS } from './fixtures/faults-definitions.ts';
import { ENDPOINT_FAULTS } from './fixtures/faults-endpoint.ts';
import { type Json, type RawOptions, startRaw, text } from './fixtures/raw-server.ts';

const FAULTS: Record<RuleId, Fault[]> = { ...DEFINITION_FAULTS, ...BEHAVIOUR_FAULTS, ...ENDPOINT_FAULTS };

async function report(server: Fault['server'], options: ValidateOptions = {}): Promise<Report> {
  if (Array.isArray(server)) return validate(commandOf('raw-stdio.mjs', ...server), options);
  const started = await startRaw(server);
  try {
    return await validate(started.url, options);
  } finally {
    await started.close();
  }
}

test('there is a fault for each rule', () => {
  expect(Object.keys(FAULTS).sort()).toEqual(RULES.map(({ id }) => id).sort());
});

describe('without a fault, no rule fires', () => {
  test('over HTTP', async () => {
    const { findings, skipped, eras } = await report({});
    expect(findings).toEqual([]);
    expect(skipped).toEqual([]);
    expect(eras.map(({ supported }) => supported)).toEqual([true, true]);
  });

  test('over stdio', async () => {
    const { findings, skipped } = await report([]);
    expect(findings).toEqual([]);
    expect(skipped).toEqual([]);
  });
});

describe.each(Object.entries(FAULTS))('%s', (rule, faults) => {
  test.each(faults.map((fault, index) => [index + 1, fault] as const))(
    'fires, fault %i',
    async (_index, fault) => {
      const { findings } = await report(fault.server, fault.options);
      const { severity } = RULES.find(({ id }) => id === rule) ?? {};
      const found = findings.filter((finding) => finding.rule === rule);
      expect(found, JSON.stringify(findings, null, 1)).not.toEqual([]);
      expect(found.every((finding) => finding.severity === severity && finding.mend !== '')).toBe(true);
      expect(found.map(({ message }) => message).join('\n')).toContain(fault.says ?? '');
      expect(found.map(({ where }) => where).join('\n')).toContain(fault.where ?? '');
    },
  );
});

// The right side of each limit: what looks close to a fault and is none.
const NEAR: [string, RuleId, RawOptions | string[], ValidateOptions?][] = [
  ['a name of 128 characters', 'definitions/name', tool({ name: 'a.b-c_D9'.repeat(16) })],
  ['a prompt name with a blank', 'definitions/name', { prompts: [{ name: 'Code review' }] }],
  ['a prompt named like a tool', 'definitions/duplicate-name', { prompts: [{ name: 'echo' }] }],
  ['structuredContent that matches', 'behaviour/output-mismatch', outputTool({ n: 1 })],
  ['structuredContent that is there', 'behaviour/output-missing', outputTool({ n: 'one' })],
  [
    'a reserved e-mail domain',
    'behaviour/personal-data',
    tool({}, () => text('user@example.com, 000-12-3456')),
  ],
  ['a path in a result that is no error', 'behaviour/leak', tool({}, () => text('/home/bob/notes.txt'))],
  ['a list that ends at the page limit', 'definitions/list-endless', {}, { maxPages: 1 }],
  ['as many entries as allowed', 'definitions/list-endless', {}, { maxItems: 1 }],
  ['no templates method', 'definitions/list-failed', on('resources/templates/list', () => error(-32601))],
  ['a local $ref', 'definitions/schema-network-ref', tool(localRef())],
  ['a description behind a $ref', 'definitions/property-description', tool(localRef())],
  ['a body limit of 8 MiB', 'http/body-limit', { maxBytes: 8 * 1024 * 1024 }],
  [
    'a tool error for bad input',
    'behaviour/bad-input-accepted',
    on('tools/call', (normal) => ('error' in normal ? { result: { content: [], isError: true } } : normal)),
  ],
  [
    'a tool error for good input',
    'behaviour/good-input-refused',
    tool({}, () => ({ result: { content: [], isError: true } })),
  ],
  [
    'a prompt that refuses made-up text',
    'behaviour/good-input-refused',
    on('prompts/get', () => error(-32602)),
  ],
  ['a GET refused with 400 in both eras', 'http/get', { http: refuseGet }],
  ['an era that was not asked for', 'connection/era-unsupported', { eras: ['2026'] }, { era: '2026' }],
  ['logs on stderr', 'stdio/stdout-noise', ['die']],
];

function localRef(): Json {
  return {
    inputSchema: {
      type: 'object',
      properties: { text: { $ref: '#/$defs/Text' } },
      required: ['text'],
      $defs: { Text: { type: 'string', description: 'A text' } },
    },
  };
}

function refuseGet({ method }: { method?: string | undefined }, response: ServerResponse): boolean {
  const body = { jsonrpc: '2.0', id: null, error: { code: -32600, message: 'No session' } };
  if (method === 'GET') response.writeHead(400).end(JSON.stringify(body));
  return method === 'GET';
}

test.each(NEAR)('%s does not fire %s', async (_name, rule, server, options) => {
  const { findings } = await report(server, options);
  expect(findings.filter((finding) => finding.rule === rule)).toEqual([]);
});
