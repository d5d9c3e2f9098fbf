// The command line: arguments, exit codes, output.
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { RULES } from '../src/rules.ts';
import { VERSION } from '../src/version.ts';
import { commandOf } from './fixtures/child.ts';
import { startRaw } from './fixtures/raw-server.ts';
import { runCommand as cli } from './fixtures/run-command.ts';

const command = (...faults: string[]) => {
  const { command: executable, args = [] } = commandOf('raw-stdio.mjs', ...faults);
  return ['--', executable, ...args];
};

test('0: no errors, with a summary line', async () => {
  const { code, out } = await cli(['validate', ...command()]);
  expect(code).toBe(0);
  expect(out.trimEnd().split('\n').at(-1)).toBe('0 errors, 0 warnings, 0 infos in 9 requests');
});

test('0: an info is no error', async () => {
  const { code, out } = await cli(['validate', ...command('legacy-only')]);
  expect(code).toBe(0);
  expect(out).toContain('connection/era-unsupported');
});

test('1: errors found', async () => {
  const { code, out } = await cli(['validate', '--era', '2025', ...command('noise')]);
  expect(code).toBe(1);
  expect(out).toContain('error   stdio/stdout-noise');
});

test.each([
  [['validate'], /Expected a URL, or a command after `--`/],
  [['validate', '--'], /Expected a URL, or a command after `--`/],
  [['validate', 'http://127.0.0.1/', '--', 'node'], /got both/],
  [['validate', 'not-a-url'], /http or https URL/],
  [['validate', 'http://127.0.0.1/', 'http://127.0.0.1/'], /too many arguments/i],
  [['validate', '--era', '2024', 'http://127.0.0.1/'], /2025, 2026, both/],
  [['validate', '--timeout', 'soon', 'http://127.0.0.1/'], /`timeoutMs`.*NaN/],
  [['validate', '--header', 'no-colon', 'http://127.0.0.1/'], /`--header`/],
  [['validate', '--env', 'NOTHING', ...command()], /`--env`/],
  [['validate', '--no-such-option'], /unknown option/],
  [['no-such-command'], /unknown command/],
])('2: wrong usage, %o', async (argv, message) => {
  const { code, out, err } = await cli(argv);
  expect(code).toBe(2);
  expect(out).toBe('');
  expect(err).toMatch(message);
});

test('what follows `--` is the command, options included', async () => {
  const { code, out } = await cli(['validate', '--era', '2025', '--json', ...command('--help', '--json')]);
  expect(code).toBe(0);
  expect(JSON.parse(out).target).toMatch(/--help --json$/);
});

test('--json writes the report', async () => {
  const server = await startRaw({ checkOrigin: false });
  const { code, out } = await cli(['validate', '--json', server.url]);
  await server.close();
  const report = JSON.parse(out);
  expect(code).toBe(1);
  expect(report.target).toBe(server.url);
  expect(report.summary).toEqual({ errors: 1, warnings: 0, infos: 0 });
  expect(report.findings[0]).toMatchObject({ rule: 'http/origin', severity: 'error', where: 'HTTP' });
});

test('flags reach the run', async () => {
  const flags = [
    '--no-call',
    '--read-only',
    '--call-destructive',
    '--timeout',
    '5000',
    '--exit-timeout',
    '5000',
  ];
  const { out } = await cli([
    'validate',
    ...flags,
    '--env',
    'A=b=c',
    '--header',
    'X-A: b: c',
    '--json',
    ...command(),
  ]);
  // Two eras: the tools list twice in each, and the discover result once.
  expect(JSON.parse(out).requests).toBe(5);
});

test('--rules lists every rule', async () => {
  const { code, out } = await cli(['validate', '--rules']);
  expect(code).toBe(0);
  for (const { id, title, mend } of RULES) for (const part of [id, title, mend]) expect(out).toContain(part);
});

test('--help and --version', async () => {
  const help = await cli(['validate', '--help']);
  expect(help.code).toBe(0);
  expect(help.out).toContain('<url | -- command args...>');
  expect(help.out).toContain('Exit codes: 0 no errors, 1 errors found, 2 wrong usage.');
  expect(help.out).toContain('destructiveHint');
  expect(await cli(['--version'])).toEqual({ code: 0, out: `${VERSION}\n`, err: '' });
});

test.each([
  [true, {}, true],
  [true, { NO_COLOR: '1' }, false],
  [true, { NO_COLOR: '' }, true],
  [false, {}, false],
])('colours: terminal %s, environment %o', async (isTty, env, coloured) => {
  const { out } = await cli(['validate', '--era', '2025', ...command('noise')], { isTty, env });
  expect(out.includes('\u001b[')).toBe(coloured);
});

test('the executable writes to stdout and sets the exit code', async () => {
  const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
  const child = spawn(process.execPath, [main, 'validate', '--json', '--era', '2025', ...command('noise')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = new Promise((resolve) => child.once('exit', resolve));
  const report = JSON.parse(await text(child.stdout));
  expect(await exited).toBe(1);
  expect(report.findings).toMatchObject([{ rule: 'stdio/stdout-noise' }]);
});
