// Log lines wait for one another, and none is lost.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { bufferedDestination } from '../../src/runtime/buffered-destination.ts';

function openFile() {
  const folder = mkdtempSync(join(tmpdir(), 'portcullis-lines-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'lines');
  return { fd: openSync(path, 'a'), content: () => readFileSync(path, 'utf8') };
}

test('lines wait, but not for long, and keep their order', async () => {
  const { fd, content } = openFile();
  const stream = bufferedDestination(fd);
  stream.write('a\n');
  stream.write('é\n');
  expect(content()).toBe('');
  await vi.waitFor(() => expect(content()).toBe('a\né\n'));
});

test('many lines do not wait', () => {
  const { fd, content } = openFile();
  const stream = bufferedDestination(fd);
  const line = `${'x'.repeat(1023)}\n`;
  for (let count = 0; count < 15; count++) stream.write(line);
  expect(content()).toBe('');
  stream.write(line);
  expect(content()).toBe(line.repeat(16));
});

test('one descriptor has one stream', () => {
  const { fd } = openFile();
  expect(bufferedDestination(fd)).toBe(bufferedDestination(fd));
});

test.each(['', 'process.exit(3)', 'throw new Error("crash")'])(
  'a process that ends leaves nothing unwritten: %j',
  (end) => {
    const file = new URL('../../src/runtime/buffered-destination.ts', import.meta.url).href;
    const code = `
      import { bufferedDestination } from ${JSON.stringify(file)};
      bufferedDestination(1).write('last\\n');
      ${end}
    `;
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' });
    expect(stdout).toBe('last\n');
  },
);
