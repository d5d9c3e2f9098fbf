// Walking a folder that may be hostile.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { walkFolder } from '../../src/documents/walk-folder.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { LIMITS } from '../support/test-library.ts';

async function walk(folder: string, limits: Partial<typeof LIMITS> = {}): Promise<string[]> {
  const seen: string[] = [];
  for await (const item of walkFolder(folder, { ...LIMITS, ...limits })) {
    seen.push(item.kind === 'file' ? item.path : `${item.path}: ${item.reason}`);
  }
  return seen;
}

test('finds documents in folders, in the order of names, and says what it left out', async () => {
  const folder = temporaryFolder({
    'b.txt': 'b',
    'a.md': 'a',
    'sub/deep/C.HTML': 'c',
    'sub/d.htm': 'd',
    'e.pdf': 'e',
    '.hidden.md': 'f',
    '.git/g.md': 'g',
  });
  expect(await walk(folder)).toEqual([
    '.git: hidden',
    '.hidden.md: hidden',
    'a.md',
    'b.txt',
    'e.pdf: other_type',
    'sub/d.htm',
    'sub/deep/C.HTML',
  ]);
});

test('stops at each of its limits', async () => {
  const folder = temporaryFolder({ 'a.md': '1234', 'b.md': '12345', 'c/d/e.md': '1' });
  expect(await walk(folder, { maxDocumentBytes: 4 })).toEqual(['a.md', 'b.md: too_large', 'c/d/e.md']);
  expect(await walk(folder, { maxDocuments: 2 })).toEqual(['a.md', 'b.md', 'c/d/e.md: too_many']);
  expect(await walk(folder, { maxDepth: 2 })).toContain('c/d/e.md');
  expect(await walk(folder, { maxDepth: 1 })).toContain('c/d: too_deep');
});

test('follows links inside the folder and no others', async () => {
  const outside = temporaryFolder({ 'secret.md': 'x', 'more/x.md': 'x' });
  const folder = temporaryFolder({ 'real/a.md': 'a' });
  symlinkSync(join(outside, 'secret.md'), join(folder, 'out.md'));
  symlinkSync(join(outside, 'more'), join(folder, 'out-folder'));
  symlinkSync('../../../../../../../etc/hosts', join(folder, 'up.txt'));
  symlinkSync('real/a.md', join(folder, 'in.md'));
  symlinkSync('nowhere.md', join(folder, 'broken.md'));
  expect(await walk(folder)).toEqual([
    'broken.md: unreadable',
    'in.md',
    'out-folder: outside_folder',
    'out.md: outside_folder',
    'up.txt: outside_folder',
    'real/a.md',
  ]);
});

test('reads a volume of a ConfigMap, whose files are links into a hidden folder', async () => {
  const folder = temporaryFolder({ '..2026/a.md': 'a' });
  symlinkSync('..2026', join(folder, '..data'));
  symlinkSync('..data/a.md', join(folder, 'a.md'));
  expect(await walk(folder)).toEqual(['..2026: hidden', '..data: hidden', 'a.md']);
});

test('visits a folder once, however many links lead to it', async () => {
  const folder = temporaryFolder({ 'z/a.md': 'a' });
  symlinkSync('.', join(folder, 'loop'));
  symlinkSync('z', join(folder, 'a-link'));
  symlinkSync('..', join(folder, 'z/up'));
  expect(await walk(folder)).toEqual(['z/a.md']);
});

test('is not held up by a pipe, nor by a folder called like a document', async () => {
  const folder = temporaryFolder();
  execFileSync('mkfifo', [join(folder, 'pipe.md')]);
  mkdirSync(join(folder, 'folder.md'));
  writeFileSync(join(folder, 'folder.md', 'a.md'), 'a');
  expect(await walk(folder)).toEqual(['pipe.md: not_a_file', 'folder.md/a.md']);
});

test('counts a folder that it may not read', async () => {
  const folder = temporaryFolder({ 'shut/a.md': 'a', 'b.md': 'b' });
  chmodSync(join(folder, 'shut'), 0o000);
  // The super-user reads everything.
  const expected = process.getuid?.() === 0 ? ['b.md', 'shut/a.md'] : ['b.md', 'shut: unreadable'];
  expect(await walk(folder)).toEqual(expected);
  chmodSync(join(folder, 'shut'), 0o755);
});

test('rejects when the folder itself is not there', async () => {
  await expect(walk('/nonexistent/folder')).rejects.toThrow('ENOENT');
});
