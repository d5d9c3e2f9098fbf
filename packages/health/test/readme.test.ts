// Runs each example of the README as a program of its own: servers answer and leave, others log what their comments say.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import {
  createHealth,
  type DrainOptions,
  type HealthCheck,
  type HealthOptions,
  type LoadShedderOptions,
} from '../src/index.ts';
import { startChild } from './support/child.ts';
import { freePort } from './support/free-port.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const examples = [...readme.matchAll(/```js\n(.*?)```/gs)].map((match) => match[1] ?? '');
const isServer = (code: string): boolean => code.includes('.listen(3000');

function run(code: string) {
  const folder = fileURLToPath(new URL('..', import.meta.url));
  const child = startChild(process.execPath, ['--input-type=module', '-e', code], {}, { cwd: folder });
  onTestFinished(() => child.kill('SIGKILL'));
  return child;
}

it('has examples of both kinds', () => {
  expect([examples.filter(isServer).length, examples.length]).toEqual([2, 4]);
});

it.each(examples.filter((code) => !isServer(code)))('logs what it says: example %#', async (code) => {
  const { code: exitCode, lines } = await run(
    code
      .replaceAll(/console\.log\((.*)\);/g, 'console.log(text($1));')
      .concat("\nfunction text(value) { return typeof value === 'object' ? JSON.stringify(value) : value; }"),
  ).ended;
  const comments = [...code.matchAll(/console\.log\(.*\);\s*\/\/ (.*)$/gm)].map((match) => match[1]);
  expect(comments.length).toBeGreaterThan(0);
  expect([exitCode, lines]).toEqual([0, comments]);
});

it.each(examples.filter(isServer))('answers, and leaves: example %#', async (code) => {
  const port = await freePort();
  const child = run(code.replace('3000', String(port)).replace('5000', '50'));
  const get = async (path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).text();
  await vi.waitFor(async () => expect(await get('/ready')).toBe('{"status":"pass"}'), { timeout: 10_000 });
  // On a machine that is busy with others it may shed load at first.
  await vi.waitFor(async () => expect(await get('/')).toBe('hello'), { timeout: 10_000 });
  child.kill('SIGTERM');
  const { code: exitCode, lines } = await child.ended;
  expect([exitCode, lines]).toEqual([0, code.includes('addHook') ? ['closed last'] : []]);
});

it('shows probes for paths that there are', () => {
  const { owns } = createHealth();
  const paths = [...readme.matchAll(/path: (\/\w+)/g)].map(([, path = '']) => path);
  expect(paths).toEqual(['/startupz', '/livez', '/readyz']);
  expect(paths.map(owns)).toEqual([true, true, true]);
});

describe('tables have every option and no other', () => {
  const CHECK: Record<keyof HealthCheck, true> = {
    name: true,
    check: true,
    critical: true,
    timeoutMs: true,
    cacheMs: true,
    intervalMs: true,
    measurement: true,
  };
  const HEALTH: Record<keyof HealthOptions, true> = {
    checks: true,
    isStarting: true,
    maxEventLoopDelayMs: true,
    token: true,
    internalPath: true,
    paths: true,
    info: true,
    clock: true,
    onCheckError: true,
  };
  const DRAIN: Record<keyof DrainOptions, true> = {
    server: true,
    health: true,
    delayMs: true,
    graceMs: true,
    hooksMs: true,
    flush: true,
    signals: true,
    exit: true,
    onPhase: true,
  };
  const SHEDDER: Record<keyof LoadShedderOptions, true> = {
    maxEventLoopDelayMs: true,
    maxInFlight: true,
    retryAfterSeconds: true,
    health: true,
    random: true,
  };
  it.each([
    ['Options of a check:', CHECK],
    ['Options of `createHealth`:', HEALTH],
    ['The delay replaces a `preStop` hook.', DRAIN],
    ['which should not hold a place.', SHEDDER],
  ])('after "%s"', (before, options) => {
    const table = readme.split(`${before}\n\n`)[1]?.split('\n\n')[0] ?? '';
    const rows = [...table.matchAll(/^\| `(\w+)/gm)].map(([, name]) => name);
    expect(rows.sort()).toEqual(Object.keys(options).sort());
  });
});
