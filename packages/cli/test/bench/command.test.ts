// The command line of `bench`: flags, exit codes, output, Ctrl-C.
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { commandOf } from '../fixtures/child.ts';
import { ECHO, type Json, type RawOptions, type Started, startRaw } from '../fixtures/raw-server.ts';
import { runCommand } from '../fixtures/run-command.ts';

const open: Started[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function start(options: RawOptions = {}): Promise<string> {
  const server = await startRaw(options);
  open.push(server);
  return server.url;
}

const cli = (...argv: string[]) => runCommand(['bench', ...argv]);

const command = (...faults: string[]) => {
  const { command: executable, args = [] } = commandOf('raw-stdio.mjs', ...faults);
  return ['--', executable, ...args];
};

test('0: all calls were answered without error', async () => {
  const { code, out, err } = await cli('--requests', '12', ...command());
  expect(code).toBe(0);
  expect(err).toBe('');
  const number = String.raw`[\d.e-]+`;
  expect(out.split('\n').slice(1).join('\n')).toMatch(
    new RegExp(
      String.raw`^  2026-07-28, raw-stdio 1\.0\.0
  tools/list, 8 connections, closed loop, ${number} s

calls    12, ${number} a second answered without error
latency  min ${number}  p50 ${number}  p90 ${number}  p99 ${number}  p99\.9 ${number}  max ${number}  ms
size     ${number} bytes an answer
client   ${number} % busy
`,
    ),
  );
});

test('1: there were errors', async () => {
  const flags = ['--requests', '6', '--connections', '1', '--era', '2025', '--tool', 'ping'];
  const { code, out } = await cli(...flags, ...command('limit-each-third'));
  expect(code).toBe(1);
  expect(out).toContain('\n2 errors\n  2 x tool error (isError): Rate limit reached (2 calls).');
  expect(out).toContain('\nThe server limits calls: it refused 2. It asks to try again after 7 s.');
});

test('1: nothing is there', async () => {
  const { code, out } = await cli('http://127.0.0.1:1/mcp');
  expect(code).toBe(1);
  expect(out).toContain('\n  not reached\n');
  expect(out).toContain('\n1 error\n  1 x connection: ');
});

test.each([
  [['--max-p99', '0.0000001'], 1, /^--max-p99: .* ms is above 1e-7 ms\n$/],
  [['--max-p99', '1e9'], 0, /^$/],
  [['--min-rate', '1e9'], 1, /^--min-rate: .* a second is below 1000000000 a second\n$/],
  [['--min-rate', '1e-9'], 0, /^$/],
] as const)('%o', async (flags, expected, message) => {
  const { code, err } = await cli('--requests', '5', ...flags, ...command());
  expect(err).toMatch(message);
  expect(code).toBe(expected);
});

const THERE = 'http://127.0.0.1:1/';
test.each([
  [[], /Expected a URL, or a command after `--`/],
  [[THERE, '--', 'node'], /got both/],
  [['not-a-url'], /http or https URL/],
  [['--era', 'both', THERE], /2025, 2026/],
  [['--connections', 'many', THERE], /`connections`.*NaN/],
  [['--duration', '0', THERE], /`durationMs`.*got 0/],
  [['--duration', 'long', THERE], /`durationMs`.*NaN/],
  [['--requests', '0', THERE], /`requests`/],
  [['--rate', '-1', THERE], /`ratePerSecond`.*got -1/],
  [['--warmup', '-1', THERE], /`warmupMs`.*got -1000/],
  [['--timeout', 'soon', THERE], /`timeoutMs`.*NaN/],
  [['--max-p99', 'low', THERE], /`--max-p99` to be a number above 0, got NaN/],
  [['--min-rate', '0', THERE], /`--min-rate`.*got 0/],
  [['--tool', 'a', '--prompt', 'b', THERE], /got several/],
  [['--arguments', '{}', THERE], /`--arguments` beside `--tool` or `--prompt`/],
  [['--arguments', '{}', '--resource', 'a:b', THERE], /`--arguments` beside/],
  [['--tool', 'a', '--arguments', '{', THERE], /`--arguments` to be JSON/],
  [['--tool', 'a', '--arguments', '[]', THERE], /`arguments` to be a JSON object/],
  [['--prompt', 'a', '--arguments', '{"b":1}', THERE], /prompt to be a string/],
  [['--header', 'no-colon', THERE], /`--header`/],
  [['--no-such-option', THERE], /unknown option/],
] as const)('2: wrong usage, %o', async (argv, message) => {
  const { code, out, err } = await cli(...argv);
  expect(code).toBe(2);
  expect(out).toBe('');
  expect(err).toMatch(message);
});

test('flags reach the run', async () => {
  const messages: Json[] = [];
  const url = await start({
    respond: (message) => {
      messages.push(message);
      return false;
    },
  });
  const { code, out } = await cli(
    ...['--tool', 'echo', '--arguments', '{"text":"hello"}', '--connections', '2', '--requests', '7'],
    ...['--duration', '600', '--rate', '1000', '--timeout', '60000', '--era', '2025', '--json', url],
  );
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    era: '2025',
    call: 'tools/call echo',
    connections: 2,
    ratePerSecond: 1000,
    calls: 7,
  });
  expect(messages.filter(({ method }) => method === 'tools/call')).toHaveLength(7);
  const read = await cli('--resource', 'docs://guide', '--requests', '1', '--json', url);
  expect(JSON.parse(read.out).call).toBe('resources/read docs://guide');
  const got = await cli('--prompt', 'greet', '--arguments', '{"who":"you"}', '--requests', '1', url);
  expect(got.out).toContain('prompts/get greet');
  const timed = await cli('--duration', '0.05', '--warmup', '0', url);
  expect(timed.code).toBe(0);
});

test('--help says what is called and what the exit codes are', async () => {
  const { code, out } = await cli('--help');
  expect(code).toBe(0);
  expect(out).toContain('<url | -- command args...>');
  expect(out).toContain('A tool is called only when it is named');
  expect(out).toContain('Exit codes: 0 all calls answered without error, 1 errors or a limit missed, 2');
});

test('neither escape sequences of the server nor credentials are written', async () => {
  const evil = 'a\u001b[2J\u009b\u202e\nb';
  const url = await start({
    serverInfo: { name: `raw${evil}`, version: 'token-12345678' },
    tools: [{ definition: { ...ECHO.definition, name: evil } }],
    respond: ({ id, method }, response, { headers }) => {
      if (method !== 'tools/call') return false;
      const message = `${evil} ${headers.authorization} ${headers['x-key']}`;
      response.writeHead(401).end(JSON.stringify({ jsonrpc: '2.0', id, error: { code: -1, message } }));
      return true;
    },
  });
  const secrets = ['--header', 'Authorization: Bearer token-12345678', '--header', 'X-Key: key-abcdefgh'];
  const flags = ['--requests', '3', '--tool', evil, ...secrets];
  const human = await cli(...flags, `${url}?key=in-the-query`);
  const json = await cli(...flags, '--json', `${url}?key=in-the-query`);
  expect(human.out).toContain('HTTP 401');
  expect(human.out).toMatch(/^[\n\x20-\x7e\u00b7]*$/);
  expect(human.out).not.toMatch(/^b/m);
  expect(json.out).toMatch(/^[\n\x20-\x7e]*$/);
  for (const { out, err } of [human, json])
    for (const secret of ['token-12345678', 'key-abcdefgh', 'in-the-query'])
      expect(out + err).not.toContain(secret);
});

test('a variable that a process repeats on stderr is not written', async () => {
  const script = 'console.error("cannot log in with", process.env.KEY); process.exit(1)';
  const { code, out } = await cli('--env', 'KEY=sesame-open-12', '--', process.execPath, '-e', script);
  expect(code).toBe(1);
  expect(out).toContain('cannot log in with [left out]');
  expect(out.slice(out.indexOf('error'))).not.toContain('sesame');
});

test('Ctrl-C ends the run early, and what was measured is reported', async () => {
  const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
  const flags = ['--json', '--tool', 'ping', '--duration', '600', '--warmup', '0'];
  // The server interrupts its client at its twentieth call.
  const child = spawn(process.execPath, [main, 'bench', ...flags, ...command('interrupt')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = new Promise((resolve) => child.once('exit', resolve));
  const report = JSON.parse(await text(child.stdout));
  expect(await exited).toBe(0);
  expect(report).toMatchObject({ endedEarly: true, errors: 0 });
  expect(report.calls).toBeGreaterThan(0);
});
