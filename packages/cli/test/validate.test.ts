// What is called and what is not, limits, targets, and what reaches the server.
import { afterEach, describe, expect, test } from 'vitest';
import { UsageError } from '../src/errors.ts';
import type { ValidateOptions } from '../src/options.ts';
import { validate } from '../src/validate.ts';
import { commandOf } from './fixtures/child.ts';
import {
  ECHO,
  type Json,
  type RawOptions,
  type RawTool,
  type Started,
  startRaw,
} from './fixtures/raw-server.ts';

const open: Started[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function start(options: RawOptions = {}) {
  const messages: Json[] = [];
  const started = await startRaw({
    ...options,
    answer: (message) => {
      messages.push(message);
      return undefined;
    },
  });
  open.push(started);
  const called = () =>
    messages.filter(({ method }) => method === 'tools/call').map(({ params }) => (params as Json).name);
  return { url: started.url, messages, called };
}

const annotated = (name: string, annotations?: Json): RawTool => ({
  definition: { ...ECHO.definition, name, ...(annotations ? { annotations } : {}) },
});
const TOOLS = [
  annotated('plain'),
  annotated('read', { readOnlyHint: true }),
  annotated('wipe', { destructiveHint: true }),
];
const UNKNOWN = 'portcullis-validate-unknown-tool';

describe('which tools are called', () => {
  test.each<[ValidateOptions, string[], string[]]>([
    [{}, ['plain', 'read', UNKNOWN], ['tool wipe']],
    [{ callDestructive: true }, ['plain', 'read', 'wipe', UNKNOWN], []],
    [{ readOnly: true }, ['read', UNKNOWN], ['tool plain', 'tool wipe']],
    [{ call: false }, [], []],
  ])('%o', async (options, called, skipped) => {
    const server = await start({ tools: TOOLS });
    const report = await validate(server.url, { ...options, era: '2025' });
    expect([...new Set(server.called())]).toEqual(called);
    expect(report.skipped.map(({ where }) => where)).toEqual(skipped);
    if (options.call === false)
      expect(
        server.messages.some(({ method }) => method === 'resources/read' || method === 'prompts/get'),
      ).toBe(false);
  });

  test('no more than `maxCalls`', async () => {
    const server = await start({ tools: TOOLS });
    const report = await validate(server.url, { maxCalls: 2, era: '2026' });
    expect(server.called()).toHaveLength(2);
    expect(report.skipped.some(({ reason }) => reason.includes('2 calls'))).toBe(true);
  });
});

test('a call that asks a person for input is listed as left out', async () => {
  const started = await startRaw({
    answer: ({ params, method }) =>
      method === 'tools/call' && (params as Json).name === 'echo'
        ? { result: { resultType: 'input_required', requestState: 's', inputRequests: {} } }
        : undefined,
  });
  open.push(started);
  const report = await validate(started.url, { era: '2026' });
  expect(report.findings).toEqual([]);
  expect(report.skipped).toContainEqual({
    era: '2026',
    where: 'tool echo',
    reason: 'the server asks for input from a person',
  });
});

test('headers reach the server in each request', async () => {
  const seen: (string | string[] | undefined)[] = [];
  const started = await startRaw({
    http: ({ headers }) => {
      seen.push(headers.authorization);
      return false;
    },
  });
  open.push(started);
  await validate(started.url, { headers: { authorization: 'Bearer abc' } });
  expect(new Set(seen)).toEqual(new Set(['Bearer abc']));
});

test('variables reach the command, and nothing else of the environment does', async () => {
  process.env.PORTCULLIS_SECRET = 'must not be passed on';
  const env = { GREETING: 'ann.lee@mail.acme.co' };
  const { findings } = await validate({ ...commandOf('raw-stdio.mjs'), env });
  expect(findings.map(({ rule }) => rule)).toContain('behaviour/personal-data');
  const script = 'process.stderr.write(String(process.env.PORTCULLIS_SECRET))';
  const report = await validate({ command: process.execPath, args: ['-e', script] });
  expect(report.eras[0]?.reason).toContain('stderr: undefined');
  delete process.env.PORTCULLIS_SECRET;
});

test('an answer over `maxMessageBytes` is not read', async () => {
  const server = await start({
    tools: [{ definition: { ...ECHO.definition, description: 'x'.repeat(20_000) } }],
  });
  const { findings } = await validate(server.url, { maxMessageBytes: 10_000, era: '2025' });
  const found = findings.filter(({ rule }) => rule === 'behaviour/no-answer');
  expect(found.map(({ where }) => where)).toEqual(['tools/list']);
});

test('a line over `maxMessageBytes` ends the process', async () => {
  const { findings } = await validate(
    { ...commandOf('raw-stdio.mjs'), env: { GREETING: 'x'.repeat(20_000) } },
    { maxMessageBytes: 10_000, era: '2026' },
  );
  expect(findings.map(({ rule }) => rule)).toContain('connection/lost');
});

test.each([
  ['http://127.0.0.1:1/mcp', /ECONNREFUSED|fetch failed/],
  [{ command: '/nonexistent/portcullis' }, /ENOENT/],
] as const)('a target that is not there is a finding: %o', async (target, reason) => {
  const { findings, summary } = await validate(target);
  expect(findings.map(({ rule }) => rule)).toEqual(['connection/no-era', 'connection/no-era']);
  expect(findings[1]?.message).toMatch(reason);
  expect(summary).toEqual({ errors: 2, warnings: 0, infos: 0 });
});

test('the target is named without query and fragment', async () => {
  const server = await start();
  const { target } = await validate(`${server.url}?key=abc#here`, { era: '2025', call: false });
  expect(target).toBe(server.url);
});

test('a schema that is made to hang the validator does not', async () => {
  const evil = { type: 'string', description: 'Text', pattern: '^(a+)+$', default: `${'a'.repeat(60)}!` };
  const inputSchema = { type: 'object', properties: { text: evil }, required: ['text'] };
  const server = await start({ tools: [{ definition: { ...ECHO.definition, inputSchema } }] });
  const { findings } = await validate(server.url, { era: '2025' });
  expect(findings.map(({ rule }) => rule)).toContain('behaviour/no-good-input');
});

test.each([
  ['ftp://example.com', {}, /http or https URL/],
  ['server.js', {}, /http or https URL/],
  ['http://user:pw@127.0.0.1/', {}, /without user and password/],
  [{ command: '' }, {}, /`command`/],
  [
    'http://127.0.0.1/',
    { timeoutMs: 0 },
    /Expected `timeoutMs` to be an integer from 1 to 2147483647, got 0/,
  ],
  ['http://127.0.0.1/', { timeoutMs: 2 ** 31 }, /got 2147483648/],
  ['http://127.0.0.1/', { maxPages: 1.5 }, /`maxPages`.*got 1.5/],
  ['http://127.0.0.1/', { era: '2024' as '2025' }, /Expected `era` to be 2025, 2026 or both, got 2024/],
  ['http://127.0.0.1/', { headers: { 'a b': 'c' } }, /valid HTTP header/],
  ['http://127.0.0.1/', { headers: { a: 'b\r\nc: d' } }, /valid HTTP header/],
] as const)('wrong use is a UsageError: %o %o', async (target, options, message) => {
  const failure = await validate(target, options).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(UsageError);
  expect(failure).toMatchObject({ code: 'ERR_USAGE', message: expect.stringMatching(message) });
});

describe('a large body', () => {
  const checkBody = async (http: NonNullable<RawOptions['http']>) => {
    const started = await startRaw({ http });
    open.push(started);
    const { findings } = await validate(started.url, { era: '2025', call: false });
    return findings.map(({ rule }) => rule);
  };
  const isLarge = (headers: Json) => Number(headers['content-length']) > 8 * 1024 * 1024;

  test('refused by its headers alone, with the rest unread', async () => {
    const rules = await checkBody(({ headers }, response) => {
      if (!isLarge(headers)) return false;
      const body = { jsonrpc: '2.0', id: null, error: { code: -32600, message: 'Too large' } };
      response.writeHead(413, { connection: 'close' }).end(JSON.stringify(body));
      return true;
    });
    expect(rules).toEqual([]);
  });

  test('closing the connection is refusal enough', async () => {
    const rules = await checkBody(({ headers, socket }) => {
      if (isLarge(headers)) socket.resetAndDestroy();
      return isLarge(headers);
    });
    expect(rules).toEqual([]);
  });

  test('another status is not', async () => {
    const rules = await checkBody(({ headers }, response) => {
      if (isLarge(headers)) response.writeHead(500, { connection: 'close' }).end();
      return isLarge(headers);
    });
    expect(rules).toEqual(['http/body-limit', 'http/rejection-body']);
  });
});
