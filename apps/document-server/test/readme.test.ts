// Holds the README to the program.
import { readFileSync } from 'node:fs';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { expect, test } from 'vitest';
import { createCommand } from '../src/options.ts';
import { environment, MAIN, startProcess } from './support/server-process.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

/** The first example in `language`. */
function example(language: string, holding: string): string {
  const blocks = [...readme.matchAll(new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``, 'g'))].map(
    ([, code]) => code ?? '',
  );
  return (
    blocks.find((code) => code.includes(holding)) ?? expect.fail(`no ${language} example with ${holding}`)
  );
}

const folder = (): string => temporaryFolder({ 'travel.md': '# Travel\nExpenses of a trip' });

test('the table of options is that of --help', () => {
  const written = [...readme.matchAll(/^\| `(--[^`]+)` \| (?:`([A-Z_]+)`)? ?\| ([^|]+) \| ([^|]+) \|$/gm)];
  const rows = written.map(([, flags, variable, byDefault, meaning]) => [
    flags,
    variable,
    byDefault,
    meaning,
  ]);
  const options = createCommand().options.filter(({ long }) => long !== '--version');
  const described = (option: (typeof options)[number]): string => {
    if (option.defaultValueDescription !== undefined) return option.defaultValueDescription;
    return option.defaultValue === undefined ? '' : JSON.stringify(option.defaultValue);
  };
  expect(rows.map((row) => [row[0], row[1], row[3]])).toEqual(
    options.map(({ flags, envVar, description }) => [flags, envVar, description]),
  );
  for (const [index, option] of options.entries()) {
    const without: Record<string, string> = {
      docs: 'required',
      authResource: 'off',
      authIssuer: 'off',
      authJwksUri: 'off',
      otlpEndpoint: 'off',
      rateLimitStore: 'off',
      rateLimitStoreFile: 'off',
      replicaKeyFile: 'off',
      metricsPort: 'off',
      auditLog: 'in the log',
    };
    expect(rows[index]?.[2]).toBe(without[option.attributeName()] ?? described(option));
  }
});

test('the help shows each variable, for those who read it by program', async () => {
  const { stdout } = await startProcess(['--help']).ended;
  for (const { envVar } of createCommand().options) {
    if (envVar !== undefined) expect(stdout).toContain(`env: ${envVar})`);
  }
});

test('the command starts a server', async () => {
  const [command, ...args] = example('sh', '--docs').trim().split(' ');
  expect(command).toBe('document-server');
  const server = startProcess(
    args.map((arg) => (arg === './handbook' ? folder() : arg === '3000' ? '0' : arg)),
  );
  await server.ready;
  expect((await fetch(new URL('/ready', server.url()))).status).toBe(200);
}, 20_000);

test('the settings for a client start a server', async () => {
  const { command, args } = JSON.parse(example('json', 'mcpServers')).mcpServers.documents;
  expect(command).toBe('document-server');
  const client = new Client({ name: 'test', version: '1.0.0' });
  const inFolder = args.map((arg: string) => (arg === './handbook' ? folder() : arg));
  const env = environment();
  await client.connect(
    new StdioClientTransport({ command: process.execPath, args: [MAIN, ...inFolder], env, stderr: 'ignore' }),
  );
  expect((await client.listTools()).tools).toHaveLength(1);
  await client.close();
}, 20_000);

test('the program finds a document', async () => {
  const code = example('ts', 'Client(')
    .replace(/^import .*$/gm, '')
    .replace("'./handbook'", JSON.stringify(folder()))
    .replace("command: 'document-server', args", 'command: node, args: [main, ...args], stderr: "ignore"');
  const printed: unknown[] = [];
  const AsyncFunction = (async () => {}).constructor as FunctionConstructor;
  const run = new AsyncFunction('Client', 'StdioClientTransport', 'console', 'node', 'main', code);
  const console = { log: (value: unknown) => printed.push(value) };
  await run(Client, StdioClientTransport, console, process.execPath, MAIN);
  expect(printed).toEqual([expect.objectContaining({ query: 'travel expenses', total: 1 })]);
}, 20_000);
