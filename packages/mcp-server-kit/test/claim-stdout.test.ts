// What others write to standard output while it is the protocol's.
import { spawnSync } from 'node:child_process';
import { PassThrough } from 'node:stream';
import { createSanitizer } from '@portcullis/pii-sanitizer';
import { expect, test } from 'vitest';
import { claimStdout } from '../src/claim-stdout.ts';

function claim() {
  const stdout = new PassThrough();
  const written: string[] = [];
  const stderr = { write: (text: string) => written.push(text) > 0 } as unknown as PassThrough;
  return { stdout, written, claimed: claimStdout(stdout, stderr, createSanitizer()) };
}

test('what is written in parts is cleaned as a line', () => {
  const { stdout, written, claimed } = claim();
  for (const part of ['card 4111 1111 ', '1111 1111 of ada@exam', Buffer.from('ple.com\n')])
    stdout.write(part);
  expect(written).toEqual(['card [CREDIT_CARD] of [EMAIL]\n']);
  const bytes = Buffer.from('käse');
  stdout.write(bytes.subarray(0, 2));
  stdout.write(bytes.subarray(2));
  stdout.write('\r');
  expect(written[1]).toBe('käse\r');
  claimed.release();
});

test('a write that does not end its line is taken, and told so', async () => {
  const { stdout, written, claimed } = claim();
  await new Promise<void>((resolve) => stdout.write('.', () => resolve()));
  expect(written).toEqual([]);
  claimed.release();
  expect(written).toEqual(['.']);
  stdout.write('free');
  expect(String(stdout.read())).toBe('free');
});

test('of a line without an end, so much waits and no more', () => {
  const { stdout, written, claimed } = claim();
  stdout.write('x'.repeat(65_536));
  expect(written).toEqual([]);
  stdout.write('x');
  expect(written.join('')).toHaveLength(65_537);
  claimed.release();
  expect(written).toHaveLength(1);
});

test('a process that ends loses nothing', () => {
  const source = (path: string) => JSON.stringify(new URL(`../src/${path}`, import.meta.url).href);
  const main = `
    import { defineServer } from ${source('index.ts')};
    import { serveStdio } from ${source('stdio.ts')};
    await serveStdio(defineServer({ name: 's', version: '1.0.0' }), { audit: false });
    process.stdout.write('the last of ada@exam');
    process.stdout.write('ple.com');
    process.exit(0);
  `;
  const { stderr, stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', main], {
    encoding: 'utf8',
  });
  expect(stdout).toBe('');
  expect(stderr).toBe('the last of [EMAIL]');
});
