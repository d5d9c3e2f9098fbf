// The README: its examples run, and its tables agree with the code.

import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { resolveBenchOptions } from '../src/bench/options.ts';
import { resolveOptions } from '../src/options.ts';
import { RULES } from '../src/rules.ts';
import { run } from '../src/run.ts';
import { commandOf } from './fixtures/child.ts';
import { type Started, startRaw } from './fixtures/raw-server.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const blocks = (language: string) =>
  [...readme.matchAll(/```(\w+)\n(.*?)```/gs)]
    .filter(([, name]) => name === language)
    .map(([, , code = '']) => code);
const SERVER = 'http://127.0.0.1:3000/mcp';

let server: Started;
let folder: string;
beforeAll(async () => {
  server = await startRaw();
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'portcullis-readme-')));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
  return server.close();
});

test('the rules are those of the table', () => {
  const rows = RULES.map(
    ({ id, severity, title, mend }) => `| \`${id}\` | ${severity} | ${title} | ${mend} |`,
  );
  const table = readme
    .slice(readme.indexOf('## Rules'))
    .split('\n')
    .filter((line) => line.startsWith('| `'));
  expect(table).toEqual(rows);
});

test('the options and their defaults are those of the code', () => {
  const { headers: _none, ...defaults } = resolveOptions({});
  for (const [name, value] of Object.entries(defaults)) {
    const row = readme.split('\n').find((line) => line.includes(`| \`${name}`));
    expect(row, name).toContain(String(value));
  }
});

test('the options of bench are those of the code', () => {
  const section = readme.slice(readme.indexOf('## Bench'), readme.indexOf('## Rules'));
  const { call: _call, ...defaults } = resolveBenchOptions({});
  for (const [name, value] of Object.entries(defaults)) {
    const row = section.split('\n').find((line) => line.includes(`| \`${name}`));
    const shown = name === 'durationMs' || name === 'warmupMs' ? `${Number(value) / 1_000} s` : String(value);
    const isInWords = value === undefined || typeof value === 'object' || value === Number.POSITIVE_INFINITY;
    expect(row, name).toContain(isInWords ? '' : `| ${shown}`);
  }
});

const commands = blocks('sh').flatMap((block) =>
  block.split('\n').filter((line) => line.startsWith('npx portcullis ')),
);
async function runs(argv: string[]): Promise<string> {
  let out = '';
  const write = (piece: string) => {
    out += piece;
  };
  expect(await run(argv, { out: write, err: write, isTty: false, env: {} })).toBe(0);
  expect(out).not.toBe('');
  return out;
}
const isGenerate = (line: string) => line.startsWith('npx portcullis generate ');

test.each(commands.filter((line) => !isGenerate(line)))('%s', async (line) => {
  const { command, args = [] } = commandOf('raw-stdio.mjs');
  const argv = line
    .split(' ')
    .slice(2)
    .map((word) => word.replace(/^'(.*)'$/, '$1'))
    .flatMap((word) => (word === SERVER ? server.url : word === 'node' ? [command, ...args] : word));
  await runs(argv);
});

test('the commands of `generate` run one after another, and print what is shown', async () => {
  const printed: string[] = [];
  for (const line of commands.filter(isGenerate)) {
    const [argv = '', dir = '.'] = line.split(' --dir ');
    printed.push(await runs([...argv.split(' ').slice(2), '--dir', join(folder, dir)]));
  }
  const [shown = ''] = blocks('text');
  expect(printed[1]).toBe(shown.replace('/home/ada', folder));
});

test('there are commands', () => expect(commands).toHaveLength(12));

const examples = blocks('ts').map((code) => ({ code, name: /import \{ (\w+)/.exec(code)?.[1] ?? '' }));
const printed: Record<string, string> = {
  formatHuman: '0 errors, 0 warnings, 0 infos',
  bench: 'tools/call echo, 8 connections, closed loop',
};
test.each(examples)('the example of $name runs', async ({ code, name }) => {
  const index = new URL('../src/index.ts', import.meta.url).href;
  const file = new URL('./readme-example.tmp.ts', import.meta.url);
  writeFileSync(file, code.replace("'@portcullis/cli'", `'${index}'`).replace(SERVER, server.url));
  try {
    const child = spawn(process.execPath, [fileURLToPath(file)], { stdio: ['ignore', 'pipe', 'inherit'] });
    const exited = new Promise((resolve) => child.once('exit', resolve));
    expect(await text(child.stdout)).toContain(printed[name]);
    expect(await exited).toBe(0);
  } finally {
    rmSync(file);
  }
});
