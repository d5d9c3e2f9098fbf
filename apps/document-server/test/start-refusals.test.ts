// What ends the program before it serves: a sentence and an exit code, never a stack.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { environment, MAIN, SAMPLES, startProcess } from './support/server-process.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

const ARGS = ['--docs', SAMPLES, '--port', '0'];

test.each([
  ['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', 'collector:4318'],
  ['AUTH_RESOURCE', 'https://docs.example.com/mcp'],
  ['AUTH_ISSUER', 'http://auth.example.com'],
  ['AUTH_ISSUER', 'https://auth.example.com?tenant=a'],
  ['AUTH_JWKS_URI', 'https://a:b@auth.example.com/jwks'],
  ['AUTH_SCOPES', 'docs.read'],
  ['AUTH_SCOPES', '"'],
  ['RATE_LIMIT_STORE', 'redis://:p%@h:1'],
  ['RATE_LIMIT_STORE', 'redis://127.0.0.1:6379/limits'],
])('%s=%s', async (name, value) => {
  const { ended } = startProcess(ARGS, { [name]: value });
  const { code, stderr } = await ended;
  expect(code).toBe(2);
  expect(stderr).toMatch(new RegExp(`^error: .*${name}`));
  expect(stderr).not.toMatch(/ {4}at |"stack"/);
});

test('a Node whose SQLite cannot search text is named as what is wrong', async () => {
  const old = join(temporaryFolder(), 'old-node.mjs');
  // As Node 22.15 answers.
  writeFileSync(
    old,
    `import { DatabaseSync } from 'node:sqlite';
    const { exec } = DatabaseSync.prototype;
    DatabaseSync.prototype.exec = function (sql) {
      if (sql.includes('fts5')) throw new Error('no such module: fts5');
      return exec.call(this, sql);
    };`,
  );
  const { code, stderr } = await startProcess(ARGS, { NODE_OPTIONS: `--import=${old}` }).ended;
  expect(code).toBe(1);
  expect(stderr).toContain('Use Node 22.16 or newer');
  expect(stderr).not.toContain('move it away');
});

test('a disk that is full is named as what is wrong', () => {
  const text = (at: number) => Array.from({ length: 2000 }, (_, word) => `w${at}x${word}`).join(' ');
  const docs = temporaryFolder(
    Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`${at}.md`, text(at)])),
  );
  const args = [MAIN, '--docs', docs, '--port', '0', '--database', join(temporaryFolder(), 'index.db')];
  // No file may have more than 600 KiB: what is written beyond fails as on a full disk.
  const limited = ['-c', 'ulimit -f 600; exec "$0" "$@"', process.execPath, ...args];
  const { status, stderr } = spawnSync('bash', limited, { env: environment(), encoding: 'utf8' });
  expect(status).toBe(1);
  expect(stderr).toMatch(/"message":"(?:disk I\/O error|database or disk is full)".*cannot be indexed/);
});
