// Runs each example of the README in a process of its own, on the built package: what it prints has to be what the
// comments at the ends of its lines say.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RateLimiterOptions, StoreOptions } from '../src/index.ts';
import { newPrefix } from './support/redis-clients.ts';
import { hasRedis, redisForTest } from './support/redis-server.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const examples = [...readme.matchAll(/```js\n(.*?)```/gs)].map((match) => match[1] ?? '');
const run = promisify(execFile);

describe('README', () => {
  let server: Awaited<ReturnType<typeof redisForTest>> | undefined;
  // Inside the package, so that it and its clients are found by name.
  const folder = mkdtempSync(join(import.meta.dirname, 'readme-'));
  beforeAll(async () => {
    if (hasRedis) server = await redisForTest();
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await server?.stop();
  });

  it('has examples for memory, HTTP and both Redis clients', () => expect(examples).toHaveLength(4));

  // Without Redis redis-server.ts has said what is skipped.
  const runnable = (code: string) => it.skipIf(code.includes('REDIS_URL') && !hasRedis);
  for (const [index, code] of examples.entries())
    runnable(code)(`example ${index}`, async () => {
      const file = join(folder, `example-${index}.mjs`);
      // A server that was there before may remember the last run.
      writeFileSync(file, code.replace("prefix: 'readme", `prefix: '${newPrefix()}`));
      const { stdout, stderr } = await run(process.execPath, [file], {
        env: { ...process.env, REDIS_URL: server?.url },
        timeout: 20_000,
      });
      expect(stderr).toBe('');
      const promised = [...code.matchAll(/console\.log\(.*\); \/\/ (.*)$/gm)].map((match) => match[1]);
      expect(stdout.trimEnd().split('\n')).toEqual(promised);
    });

  it('has a row for every option and no other', () => {
    const options: Record<keyof RateLimiterOptions | keyof StoreOptions, true> = {
      policies: true,
      maxKeys: true,
      maxEntries: true,
      maxKeyChars: true,
      clock: true,
      metrics: true,
      store: true,
      onStoreFailure: true,
      replicas: true,
      storeTimeoutMs: true,
      breakAfter: true,
      probeMs: true,
    };
    const [, table = ''] = readme.split('## Options\n\n');
    const rows = [...(table.split('\n\n')[0] ?? '').matchAll(/^\| `(\w+)` \|/gm)].map((match) => match[1]);
    expect(rows.sort()).toEqual(Object.keys(options).sort());
  });
});
