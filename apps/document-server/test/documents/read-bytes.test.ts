// Reading one file with a bound.
import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readBytes } from '../../src/documents/read-bytes.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

test('reads up to the bound and not one byte more', async () => {
  const folder = temporaryFolder({ 'a.md': '12345' });
  const path = join(folder, 'a.md');
  expect(Buffer.from(await readBytes(path, folder, 5)).toString()).toBe('12345');
  expect(await readBytes(path, folder, 4)).toBe('too_large');
});

test('refuses what is no file: a folder, a pipe, a link that was put in its place', async () => {
  const folder = temporaryFolder({ 'a.md': 'x' });
  execFileSync('mkfifo', [join(folder, 'pipe')]);
  symlinkSync('a.md', join(folder, 'link'));
  expect(await readBytes(folder, folder, 9)).toBe('not_a_file');
  expect(await readBytes(join(folder, 'pipe'), folder, 9)).toBe('not_a_file');
  expect(await readBytes(join(folder, 'link'), folder, 9)).toBe('unreadable');
  expect(await readBytes(join(folder, 'gone'), folder, 9)).toBe('unreadable');
});

test('refuses a file to which a link leads that was put in the place of a folder', async () => {
  const folder = temporaryFolder();
  const outside = temporaryFolder({ 'a.md': 'x' });
  symlinkSync(outside, join(folder, 'sub'));
  expect(await readBytes(join(folder, 'sub/a.md'), folder, 9)).toBe('outside_folder');
});
