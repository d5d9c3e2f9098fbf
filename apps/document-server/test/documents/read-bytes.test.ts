// Reading one file with a bound.
import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readBytes } from '../../src/documents/read-bytes.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

test('reads up to the bound and not one byte more', async () => {
  const path = join(temporaryFolder({ 'a.md': '12345' }), 'a.md');
  expect(Buffer.from((await readBytes(path, 5)) ?? []).toString()).toBe('12345');
  expect(await readBytes(path, 4)).toBeUndefined();
});

test('refuses what is no file: a folder, a pipe, a link that was put in its place', async () => {
  const folder = temporaryFolder({ 'a.md': 'x' });
  execFileSync('mkfifo', [join(folder, 'pipe')]);
  symlinkSync('a.md', join(folder, 'link'));
  expect(await readBytes(folder, 9)).toBeUndefined();
  expect(await readBytes(join(folder, 'pipe'), 9)).toBeUndefined();
  await expect(readBytes(join(folder, 'link'), 9)).rejects.toThrow('ELOOP');
});
