import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder, run, start } from './command.ts';

const MAIL = 'jane@example.com';

describe('pii-sanitizer scan', () => {
  it('names path, line, column and type, and not the value', async () => {
    const cwd = folder({ 'a.txt': `first\nmail ${MAIL} and 123-45-6789\n`, 'b.txt': 'nothing\n' });
    const { code, out, err } = await run(['scan', 'a.txt', 'b.txt'], { cwd });
    expect(out).toBe('a.txt:2:6 EMAIL\na.txt:2:27 US_SSN\n');
    expect(err).toBe('2 found in 2 files\n');
    expect(code).toBe(1);
  });

  it('shows the value when asked, safe for a terminal', async () => {
    const { out } = await run(['scan', '--show', '--quiet'], { input: `x ${MAIL}` });
    expect(out).toBe(`-:1:3 EMAIL "${MAIL}"\n`);
  });

  it.each(['text', 'json', 'sarif'])('writes nothing in %s that a terminal would obey', async (format) => {
    const cwd = folder({
      'a\u001b[2J\u009b1m\u202e.txt': 'password="x\u009d0;title\u202e7"',
      'b\u001b\n.bin': Buffer.from('\0'),
      'c\u001b.txt': 'x'.repeat(9),
    });
    const { code, out, err } = await run(['scan', '--show', '--format', format, '--max-bytes', '40', '.'], {
      cwd,
    });
    expect(code).toBe(1);
    expect(out + err).not.toMatch(/[^\n\x20-\x7e]/);
  });

  it('exits with 0 when it is clean', async () => {
    expect(await run(['scan', '-'], { input: 'nothing here' })).toEqual({
      code: 0,
      out: '',
      err: '0 found in 1 file\n',
    });
  });

  it('reads folders, but not .git, node_modules, links and binary files', async () => {
    const cwd = folder({
      'src/b.txt': MAIL,
      'src/a/c.txt': MAIL,
      'src/.git/config': MAIL,
      'src/node_modules/x.js': MAIL,
      'src/image.bin': Buffer.from(`\0\0${MAIL}`),
    });
    symlinkSync('b.txt', join(cwd, 'src/link.txt'));
    symlinkSync('.', join(cwd, 'src/loop'));
    const { code, out, err } = await run(['scan', 'src'], { cwd });
    expect(out).toBe('src/a/c.txt:1:1 EMAIL\nsrc/b.txt:1:1 EMAIL\n');
    expect(err).toBe('src/image.bin: binary, skipped\n2 found in 2 files\n');
    expect(code).toBe(1);
  });

  it('is silent with --quiet', async () => {
    const cwd = folder({ 'a.bin': Buffer.from('\0'), 'a.txt': 'clean' });
    expect(await run(['scan', '--quiet', '.'], { cwd })).toEqual({ code: 0, out: '', err: '' });
  });

  it('goes on after a file that cannot be read, and exits with 2', async () => {
    const cwd = folder({ 'a.txt': MAIL });
    const { code, out, err } = await run(['scan', 'none.txt', 'a.txt'], { cwd });
    expect(out).toBe('a.txt:1:1 EMAIL\n');
    expect(err).toContain('none.txt: ENOENT');
    expect(code).toBe(2);
  });

  it('keeps to --max-bytes at its edge, for files and for standard input', async () => {
    const cwd = folder({ 'a.txt': 'x'.repeat(10) });
    expect((await run(['scan', '--max-bytes', '10', 'a.txt'], { cwd })).code).toBe(0);
    const { code, err } = await run(['scan', '--max-bytes', '9', 'a.txt'], { cwd });
    expect([code, err]).toEqual([2, 'pii-sanitizer: a.txt: larger than 9 bytes\n0 found in 0 files\n']);
    expect((await run(['scan', '--max-bytes', '10'], { input: 'x'.repeat(10) })).code).toBe(0);
    expect((await run(['scan', '--max-bytes', '9'], { input: 'x'.repeat(10) })).code).toBe(2);
  });

  it('keeps to --types, --locales and --allow', async () => {
    const input = `${MAIL} 123-45-6789 bob@example.com`;
    const types = async (...args: string[]) =>
      (await run(['scan', ...args], { input })).out.match(/[A-Z_]+$/gm);
    expect(await types('--types', 'EMAIL')).toEqual(['EMAIL', 'EMAIL']);
    expect(await types('--types', 'US_SSN,PHONE')).toEqual(['US_SSN']);
    expect(await types('--allow', MAIL, '--allow', 'bob@example.com')).toEqual(['US_SSN']);
    const cpf = 'CPF: 529.982.247-25';
    expect((await run(['scan', '--locales', 'br'], { input: cpf })).out).toBe('-:1:6 BR_CPF\n');
    expect((await run(['scan', '--locales', 'all'], { input: cpf })).out).toBe('-:1:6 BR_CPF\n');
    expect((await run(['scan', '--locales', 'fr'], { input: cpf })).out).not.toContain('BR_CPF');
  });

  it('takes detectors from a file', async () => {
    const detectors = [{ type: 'EMPLOYEE_ID', pattern: 'EMP-\\d{6}' }];
    const cwd = folder({
      'own.json': JSON.stringify({ detectors }),
      'bad.json': '{"detectors":[{"type":"AB","pattern":"(a+)+"}]}',
    });
    expect((await run(['scan', '--detectors', 'own.json'], { cwd, input: 'see EMP-123456' })).out).toBe(
      '-:1:5 EMPLOYEE_ID\n',
    );
    const { code, err } = await run(['scan', '--detectors', 'bad.json'], { cwd });
    expect(code).toBe(2);
    expect(err).toContain('In `detectors[0]` (AB): Expected `pattern` to be one that runs in linear time');
  });

  it('reads UTF-16 and notes what is not valid', async () => {
    const le = Buffer.from(`\ufeffa\n${MAIL}`, 'utf16le');
    const cwd = folder({
      'le.txt': le,
      'be.txt': Buffer.from(le).swap16(),
      'bad.txt': Buffer.concat([Buffer.from([0x61, 0xff, 0x20]), Buffer.from(MAIL)]),
    });
    const { out, err } = await run(['scan', 'le.txt', 'be.txt', 'bad.txt'], { cwd });
    expect(out).toBe('le.txt:2:1 EMAIL\nbe.txt:2:1 EMAIL\nbad.txt:1:4 EMAIL\n');
    expect(err).toContain('bad.txt: not valid utf-8');
  });

  it('finds what a chunk cuts in two, with lines and columns, in a text of 9 MB', async () => {
    const line = `${'word '.repeat(30)}${MAIL}\n`;
    const count = 50_000;
    const { out, code } = await run(['scan', '--quiet'], { input: line.repeat(count) });
    expect(code).toBe(1);
    const lines = out.trimEnd().split('\n');
    expect(lines).toHaveLength(count);
    expect(lines.every((text, at) => text === `-:${at + 1}:151 EMAIL`)).toBe(true);
  }, 30_000);

  it('ends when the reader of its output goes', async () => {
    const child = start(['scan']);
    child.stdin?.on('error', () => {});
    const errors: Buffer[] = [];
    child.stderr?.on('data', (data: Buffer) => errors.push(data));
    child.stdout?.once('data', () => child.stdout?.destroy());
    const ended = new Promise((resolve) => child.on('close', resolve));
    child.stdin?.end(`${MAIL}\n`.repeat(400_000));
    expect(await ended).toBe(1);
    expect(Buffer.concat(errors).toString()).not.toMatch(/EPIPE|Error/);
  }, 20_000);

  it('writes no colour and no bar where there is no terminal', async () => {
    const { out, err } = await run(['scan'], { input: MAIL });
    expect(out + err).not.toContain('\x1b');
  });
});

describe('pii-sanitizer', () => {
  it.each([
    [[], 'Say scan or redact'],
    [['find'], 'There is no command find'],
    [['scan', '--what'], "Unknown option '--what'"],
    [['scan', '--format', 'xml'], 'Expected --format to be text, json or sarif, got "xml"'],
    [['scan', '--max-bytes', '0'], 'Expected --max-bytes to be a positive integer, got "0"'],
    [['scan', '--types', 'EMAIL,'], 'Expected --types to be a list'],
    [['scan', '--types', 'EMIAL'], 'got EMIAL'],
    [['scan', '--locales', 'zz'], 'got zz'],
    [['scan', '--output', 'x'], '--output is not an option of scan'],
    [['redact', '--format', 'json'], '--format is not an option of redact'],
    [['redact', '--in-place'], '--in-place needs files'],
    [['redact', '--in-place', '--output', 'x', 'y'], 'Give --in-place or --output, not both'],
    [['scan', '--detectors', '/nowhere.json'], 'ENOENT'],
    [['scan', '-', '-'], 'Give - once'],
  ])('%j is refused with exit code 2', async (args, message) => {
    const { code, out, err } = await run(args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
  });

  it('says how it is used', async () => {
    const { code, out, err } = await run(['--help']);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('Usage: pii-sanitizer scan|redact');
    expect((await run(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
