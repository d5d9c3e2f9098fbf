// A real PostgreSQL that answers, hangs, and comes back.
import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { expect, it, onTestFinished, vi } from 'vitest';
import { createPostgresCheck } from '../../src/checks/postgres.ts';
import { createHealth, HealthOptionError } from '../../src/index.ts';
import { ask } from '../support/ask.ts';
import { startChild } from '../support/child.ts';
import { freePort } from '../support/free-port.ts';
import { itWith } from '../support/services.ts';

/** Debian keeps the programs of each version in a folder of its own. */
const DEBIAN = '/usr/lib/postgresql';
const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort() : [];
const programs = join(DEBIAN, versions.at(-1) ?? 'none', 'bin');
/** PostgreSQL does not run as root; anybody else will do. */
const NOBODY = 65_534;
const asNobody = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};

async function startPostgres() {
  const folder = mkdtempSync(join(tmpdir(), 'portcullis-postgres-'));
  if (asNobody.uid !== undefined) chownSync(folder, NOBODY, NOBODY);
  const data = join(folder, 'data');
  const made = spawnSync(join(programs, 'initdb'), ['-D', data, '-U', 'test', '-A', 'trust', '--no-sync'], {
    ...asNobody,
    encoding: 'utf8',
  });
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr}`);
  const port = await freePort();
  const args = ['-D', data, '-p', String(port), '-k', folder, '-h', '127.0.0.1', '-F'];
  const child = startChild(join(programs, 'postgres'), args, {}, asNobody);
  onTestFinished(async () => {
    child.kill('SIGQUIT');
    await child.ended;
    rmSync(folder, { recursive: true });
  });
  await child.said('ready to accept connections');
  return port;
}

itWith('postgres', existsSync(join(programs, 'initdb')))(
  'passes, fails while no connection is free, and passes again',
  async () => {
    const port = await startPostgres();
    const pool = new pg.Pool({ host: '127.0.0.1', port, user: 'test', database: 'postgres', max: 1 });
    pool.on('error', () => {});
    onTestFinished(() => pool.end());
    const check = createPostgresCheck({ pool, timeoutMs: 500, cacheMs: 0 });
    const { ready } = createHealth({ checks: [check] });
    expect(await ask(check)).toMatchObject({ key: 'postgres:responseTime', status: 'pass' });
    const client = await pool.connect();
    expect((await ready()).checks?.['postgres:responseTime']).toMatchObject([
      { status: 'fail', output: 'timed out after 500 ms' },
    ]);
    client.release();
    await vi.waitFor(async () => expect((await ready()).status).toBe('pass'), { timeout: 5000 });
  },
  60_000,
);

it('tells the SQLSTATE of a refusal', async () => {
  const pool = { query: () => Promise.reject(Object.assign(new Error('role "jane"'), { code: '28P01' })) };
  expect(await ask(createPostgresCheck({ pool }))).toMatchObject({ status: 'fail', output: '28P01' });
});

it('refuses what is no pool', () => {
  expect(() => createPostgresCheck({ pool: {} as never })).toThrow(HealthOptionError);
});
