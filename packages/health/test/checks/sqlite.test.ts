import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it, onTestFinished } from 'vitest';
import { createSqliteCheck } from '../../src/checks/sqlite.ts';
import { HealthOptionError } from '../../src/index.ts';
import { ask } from '../support/ask.ts';

it('passes for a database that can be read', async () => {
  const database = new DatabaseSync(':memory:');
  expect(await ask(createSqliteCheck({ database }))).toMatchObject({
    key: 'sqlite:responseTime',
    status: 'pass',
  });
  database.close();
  expect(await ask(createSqliteCheck({ database }))).toMatchObject({ status: 'fail' });
});

it('fails for a file that is no database', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'portcullis-sqlite-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'broken.db');
  writeFileSync(file, 'x'.repeat(4096));
  const database = new DatabaseSync(file);
  onTestFinished(() => database.close());
  expect(await ask(createSqliteCheck({ database }))).toMatchObject({
    status: 'fail',
    output: 'ERR_SQLITE_ERROR',
  });
});

it('refuses what is no database', () => {
  expect(() => createSqliteCheck({ database: {} as never })).toThrow(HealthOptionError);
});
