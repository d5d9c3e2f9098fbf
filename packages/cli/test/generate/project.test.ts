// A generated project with one of everything: its types, its own tests, and the server as clients meet it.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Report } from '../../src/report.ts';
import { validate } from '../../src/validate.ts';
import { generate } from './run-generate.ts';

const modules = fileURLToPath(new URL('../../node_modules', import.meta.url));
// Long enough for any machine: nothing here depends on it.
const PATIENCE = 180_000;
const PATIENT = { timeoutMs: PATIENCE / 3, exitTimeoutMs: PATIENCE / 3 };

let folder: string;
let project: string;
let environment: NodeJS.ProcessEnv;
const readProject = (path: string) => readFileSync(join(project, path), 'utf8');
const manifest = () => JSON.parse(readProject('package.json'));

/** Ends with what the process wrote when it fails. */
async function succeed(command: string, ...args: string[]): Promise<void> {
  const child = spawn(command, args, { cwd: project, env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = once(child, 'exit');
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = await exited;
  expect(code, `${command} ${args.join(' ')}\n${out}${err}`).toBe(0);
}

/** Does by hand what the command asks for. */
function addToServer(lines: { imports: string; lists: string }): void {
  const path = join(project, 'src/server.ts');
  const code = readFileSync(path, 'utf8');
  const changed = code
    .replace('import { findRecordsTool }', `${lines.imports}import { findRecordsTool }`)
    .replace('  tools: [findRecordsTool],\n', lines.lists);
  expect(changed).not.toBe(code);
  writeFileSync(path, changed);
}

/** What `npm install` would do, from this workspace and without a network. */
function install(): void {
  const { dependencies, devDependencies } = manifest();
  for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
    // This package does not depend on it; the kit does.
    const from = join(modules, name === '@portcullis/health' ? '../../health' : name);
    expect(JSON.parse(readFileSync(join(from, 'package.json'), 'utf8')).version, name).toBe(version);
    const to = join(project, 'node_modules', name);
    mkdirSync(dirname(to), { recursive: true });
    symlinkSync(realpathSync(from), to);
  }
  symlinkSync(join(modules, '.bin'), join(project, 'node_modules/.bin'));
}

beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'portcullis-project-')));
  project = join(folder, 'shop');
  // Not what this run of vitest says to its own processes.
  const own = Object.entries(process.env).filter(([name]) => !/^(?:VITEST|NODE_ENV|TEST$|npm_)/.test(name));
  environment = {
    ...Object.fromEntries(own),
    PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH}`,
    npm_config_update_notifier: 'false',
    PORT: '0',
    // It would refuse calls while others keep this machine busy.
    MAX_EVENT_LOOP_DELAY_MS: '0',
  };
  expect((await generate('server', 'shop', '--dir', folder)).code).toBe(0);
  for (const [kind, name] of [
    ['tool', 'define'],
    ['resource', 'Order.d'],
    ['prompt', 'explain_order'],
  ] as const)
    expect((await generate(kind, name, '--dir', project)).code).toBe(0);
  addToServer({
    imports:
      "import { theDefineTool } from './tools/define.ts';\n" +
      "import { orderDResource } from './resources/Order-d.ts';\n" +
      "import { explainOrderPrompt } from './prompts/explain_order.ts';\n",
    lists:
      '  tools: [findRecordsTool, theDefineTool],\n' +
      '  resources: [orderDResource],\n' +
      '  prompts: [explainOrderPrompt],\n',
  });
  install();
  await succeed('npm', 'run', '-s', 'build');
}, PATIENCE);

afterAll(() => rmSync(folder, { recursive: true }));

test('its types are right and its own tests pass', () => succeed('npm', 'run', '-s', 'test'), PATIENCE);

test('it asks for exact versions, and says which Node', () => {
  const { dependencies, devDependencies, engines } = manifest();
  for (const version of Object.values({ ...dependencies, ...devDependencies }))
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  expect(readProject('README.md')).toContain(`Node ${engines.node.replace('>=', '')} or later`);
});

function checkReport(report: Report): void {
  expect(report.findings).toEqual([]);
  expect(report.eras.map(({ era, supported }) => [era, supported])).toEqual([
    ['2025', true],
    ['2026', true],
  ]);
  const listed = { tools: 2, resources: 2, templates: 1, prompts: 1 };
  for (const era of report.eras)
    expect(era).toMatchObject({ listed, server: { name: 'shop', version: '0.1.0' } });
}

/** Waits: on a machine that is busy enough, a probe may fail for a while. */
async function untilPasses(probe: URL): Promise<void> {
  while ((await fetch(probe)).status !== 200);
}

/** Starts the server over HTTP and waits for the line that says where it is. */
async function startHttp(): Promise<{ child: ChildProcess; url: string }> {
  expect(manifest().scripts.start).toBe('node dist/main.js');
  const child = spawn(process.execPath, ['dist/main.js'], {
    cwd: project,
    env: environment,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /^shop serves (http:\/\/127\.0\.0\.1:\d+\/mcp)$/.exec(line)?.[1];
    if (url !== undefined) return { child, url };
  }
  throw new Error('Expected the server to say where it is');
}

test(
  'over HTTP: it is valid, answers probes, and leaves in order',
  async () => {
    const { child, url } = await startHttp();
    try {
      checkReport(await validate(url, PATIENT));
      for (const path of ['/health', '/ready', '/startupz']) await untilPasses(new URL(path, url));
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      expect(await exited).toEqual([0, null]);
    } finally {
      child.kill('SIGKILL');
    }
  },
  PATIENCE,
);

test(
  'over stdio: it is valid, and ends with its client',
  async () => {
    const args = [join(project, 'dist/main.js'), '--stdio'];
    checkReport(await validate({ command: process.execPath, args }, PATIENT));
  },
  PATIENCE,
);

test(
  'over stdio: SIGTERM ends it in order',
  async () => {
    const child = spawn(process.execPath, ['dist/main.js', '--stdio'], {
      cwd: project,
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    try {
      const ping = { jsonrpc: '2.0', id: 1, method: 'ping' };
      child.stdin.write(`${JSON.stringify(ping)}\n`);
      for await (const line of createInterface({ input: child.stdout })) {
        expect(JSON.parse(line)).toMatchObject({ id: 1 });
        break;
      }
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      expect(await exited).toEqual([0, null]);
    } finally {
      child.kill('SIGKILL');
    }
  },
  PATIENCE,
);
