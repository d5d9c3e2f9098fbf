import { readdirSync, readFileSync, readlinkSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder, run, start } from './command.ts';

const MAIL = 'jane@example.com';

describe('pii-sanitizer redact', () => {
  it('writes the redacted text to standard output', async () => {
    const cwd = folder({ 'a.txt': `mail ${MAIL}\n`, 'b.txt': 'clean\n' });
    expect(await run(['redact', 'a.txt', 'b.txt'], { cwd })).toEqual({
      code: 0,
      out: 'mail [EMAIL]\nclean\n',
      err: '',
    });
    expect((await run(['redact'], { input: `ssn 123-45-6789` })).out).toBe('ssn [SSN]');
  });

  it('leaves the rest as it is, byte for byte', async () => {
    const input = `\ufeffé😀\r\n\t${MAIL}\r\n no end of line`;
    expect((await run(['redact'], { input })).out).toBe(input.replace(MAIL, '[EMAIL]'));
  });

  it('keeps JSON a JSON', async () => {
    const { out } = await run(['redact'], { input: `{"password":"x y","n":[1,"${MAIL}"]}` });
    expect(JSON.parse(out)).toEqual({ password: '[REDACTED]', n: [1, '[EMAIL]'] });
  });

  it('keeps UTF-16', async () => {
    const input = Buffer.from(`\ufeffmail ${MAIL}`, 'utf16le');
    const cwd = folder({ 'a.txt': Buffer.from(input).swap16() });
    await run(['redact', '--in-place', 'a.txt'], { cwd });
    expect(readFileSync(join(cwd, 'a.txt')).swap16().toString('utf16le')).toBe('\ufeffmail [EMAIL]');
  });

  it('writes to a file with --output', async () => {
    const cwd = folder({ 'a.txt': MAIL });
    expect(await run(['redact', '-o', 'out.txt', 'a.txt'], { cwd })).toEqual({ code: 0, out: '', err: '' });
    expect(readFileSync(join(cwd, 'out.txt'), 'utf8')).toBe('[EMAIL]');
    expect(readdirSync(cwd)).toEqual(['a.txt', 'out.txt']);
  });

  it('rewrites files with --in-place, and keeps their rights', async () => {
    const cwd = folder({ 'x/a.txt': MAIL, 'x/b.txt': 'clean', 'x/c.bin': Buffer.from('\0') });
    const mode = statSync(join(cwd, 'x/a.txt')).mode;
    expect((await run(['redact', '--in-place', 'x'], { cwd })).code).toBe(0);
    expect(readFileSync(join(cwd, 'x/a.txt'), 'utf8')).toBe('[EMAIL]');
    expect(readFileSync(join(cwd, 'x/c.bin'), 'utf8')).toBe('\0');
    expect(statSync(join(cwd, 'x/a.txt')).mode).toBe(mode);
    expect(readdirSync(join(cwd, 'x'))).toEqual(['a.txt', 'b.txt', 'c.bin']);
  });

  it('rewrites what a link leads to with --in-place', async () => {
    const cwd = folder({ 'a.txt': MAIL });
    symlinkSync('a.txt', join(cwd, 'link.txt'));
    expect((await run(['redact', '--in-place', 'link.txt'], { cwd })).code).toBe(0);
    expect(readFileSync(join(cwd, 'a.txt'), 'utf8')).toBe('[EMAIL]');
    expect(readlinkSync(join(cwd, 'link.txt'))).toBe('a.txt');
  });

  it('gives several inputs no single output', async () => {
    const cwd = folder({ 'a.txt': '', 'b.txt': '' });
    const { code, err } = await run(['redact', '-o', 'out.txt', 'a.txt', 'b.txt'], { cwd });
    expect(code).toBe(2);
    expect(err).toContain('--output takes one file');
  });

  it('exits with 2 and leaves no file when the input is too large', async () => {
    const cwd = folder({});
    const { code } = await run(['redact', '--max-bytes', '5', '-o', 'out.txt'], {
      cwd,
      input: 'x'.repeat(100_000),
    });
    expect(code).toBe(2);
    expect(readdirSync(cwd)).toEqual([]);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'leaves no half-written file after %s',
    async (signal) => {
      const cwd = folder({});
      const child = start(['redact', '--output', 'out.txt'], cwd);
      const ended = new Promise((resolve) => child.on('close', resolve));
      child.stdin?.on('error', () => {});
      await new Promise<void>((resolve) => {
        const look = () => {
          if (readdirSync(cwd).length > 0) resolve();
          else child.stdin?.write(`${MAIL} and more\n`.repeat(5_000), () => setImmediate(look));
        };
        look();
      });
      child.kill(signal);
      expect(await ended).toBe(130);
      expect(readdirSync(cwd)).toEqual([]);
    },
    20_000,
  );

  it('streams: its memory does not grow with its input', async () => {
    const child = start(['redact'], undefined, { NODE_OPTIONS: '--max-old-space-size=64' });
    const ended = new Promise((resolve) => child.on('close', resolve));
    child.stdin?.on('error', () => {});
    let bytes = 0;
    child.stdout?.on('data', (data: Buffer) => {
      bytes += data.length;
    });
    const piece = `a line of text with ${MAIL} in it\n`.repeat(20_000);
    for (let count = 0; count < 100; count += 1) {
      if (child.stdin?.write(piece)) continue;
      await Promise.race([ended, new Promise((resolve) => child.stdin?.once('drain', resolve))]);
    }
    child.stdin?.end();
    expect(await ended).toBe(0);
    expect(bytes).toBe(100 * 20_000 * 'a line of text with [EMAIL] in it\n'.length);
  }, 60_000);
});
