// The log: one line of JSON each, sanitised in the one place that every line passes.
import { spawnSync } from 'node:child_process';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { createLogger } from '../../src/index.ts';
import { createCleanWriter } from '../../src/runtime/logger.ts';
import { resolveOptions } from '../../src/runtime/options.ts';

const MAIL = 'jane@example.com';

function capture(options: Parameters<typeof createLogger>[0] = {}) {
  const lines: string[] = [];
  const logger = createLogger({ destination: { write: (line) => lines.push(line) }, ...options });
  return { logger, lines };
}

test('message, fields, keys, errors, causes and child bindings are sanitised', () => {
  const { logger, lines } = capture({ name: 'probe' });
  const error = new Error(`to ${MAIL}`, { cause: new Error(`password=hunter2 ${MAIL}`) });
  logger.info(`to ${MAIL}`);
  logger.info({ note: MAIL, [MAIL]: 1, deep: [{ a: MAIL }] }, 'fields');
  logger.error(error);
  logger.error({ err: error, other: { err: error } }, 'failed');
  logger.child({ user: MAIL }).warn('child');
  logger.info('%s and %j', MAIL, { a: MAIL });
  logger.info({ password: 'hunter2', nested: { api_key: 'abc' } }, 'keys');
  expect(lines).toHaveLength(7);
  for (const line of lines) {
    expect(line).not.toMatch(/jane@|hunter2|"abc"/);
    expect(line.endsWith('\n')).toBe(true);
    expect(JSON.parse(line)).toMatchObject({ name: 'probe', time: expect.stringMatching(/^\d{4}-.*Z$/) });
  }
});

test('line breaks in a message stay in their line', () => {
  const { logger, lines } = capture();
  logger.info('one\n{"level":"fatal","msg":"forged"}');
  expect(lines).toHaveLength(1);
  expect(lines[0]?.trimEnd()).not.toContain('\n');
});

test('levels below the chosen one are not written, and the level is a word', () => {
  const { logger, lines } = capture({ level: 'warn' });
  logger.info('no');
  logger.warn('yes');
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ level: 'warn', msg: 'yes' }]);
});

test('the sanitizer of the options is the one that is used', () => {
  const { logger, lines } = capture({
    sanitizer: {
      sanitize: <T>(value: T) => JSON.parse(JSON.stringify(value).replaceAll('codename', '[X]')) as T,
    },
  });
  logger.info('the codename');
  expect(lines[0]).toContain('the [X]');
});

test('by default lines go to standard error, and none is lost when the process ends', () => {
  const index = new URL('../../src/index.ts', import.meta.url).pathname;
  const code = `
    import { createLogger } from ${JSON.stringify(index)};
    createLogger({ name: 'probe' }).info('to jane@example.com');
  `;
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
    encoding: 'utf8',
  });
  expect({ stdout, status }).toEqual({ stdout: '', status: 0 });
  expect(JSON.parse(stderr)).toMatchObject({ name: 'probe', msg: 'to [EMAIL]' });
});

test('many loggers cost the process no more listeners than one', () => {
  createLogger();
  const before = process.listenerCount('exit');
  for (let count = 0; count < 20; count++) createLogger();
  expect(process.listenerCount('exit')).toBe(before);
});

test('a logger that does not sanitise is refused; a child of one that does is not', () => {
  expect(() => resolveOptions('probe', { logger: pino({ level: 'silent' }) })).toThrow(
    'Expected `logger` to come from createLogger(), whose lines are sanitised',
  );
  expect(() => resolveOptions('probe', { logger: createLogger().child({ part: 'a' }) })).not.toThrow();
});

describe('a line of what is clean already', () => {
  const same = { sanitize: <T>(value: T): T => value };
  const TIME = '2026-11-24T00:00:00.000Z';

  test('is what the logger itself would have written', () => {
    const { logger, lines } = capture({ name: 'probe' });
    const child = logger.child({ part: 'a' });
    child.info({ audit: { method: 'x', target: undefined } });
    createCleanWriter(child, 'audit', same)({ method: 'x', target: undefined }, TIME);
    expect(lines[1]?.endsWith('\n')).toBe(true);
    const [own, clean] = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect({ ...clean, time: '' }).toEqual({ ...own, time: '' });
    expect(Object.keys(clean ?? {})).toEqual(Object.keys(own ?? {}));
    expect(clean?.time).toBe(TIME);
  });

  test("has the logger's own fields sanitised", () => {
    const { logger, lines } = capture();
    const sanitizer = {
      sanitize: <T>(value: T) => JSON.parse(JSON.stringify(value).replaceAll(MAIL, '[X]')) as T,
    };
    createCleanWriter(logger.child({ user: MAIL }), 'audit', sanitizer)({ method: 'x' }, TIME);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ user: '[X]', audit: { method: 'x' } });
  });

  test('is not written below the level, which may change', () => {
    const { logger, lines } = capture({ level: 'warn' });
    const write = createCleanWriter(logger, 'audit', same);
    write({}, TIME);
    logger.level = 'info';
    write({}, TIME);
    expect(lines).toHaveLength(1);
  });

  test('reaches the streams of a pino.multistream() that want its level', () => {
    const seen: string[] = [];
    const stream = { write: (line: string) => void seen.push(line) };
    const both = pino.multistream([
      { level: 'info', stream },
      { level: 'error', stream },
    ]);
    const logger = createLogger({ destination: both });
    logger.error('first');
    createCleanWriter(logger, 'audit', same)({ method: 'x' }, TIME);
    expect(seen).toHaveLength(3);
    expect(JSON.parse(seen[2] ?? '')).toMatchObject({ level: 'info', audit: { method: 'x' } });
  });
});

test('no line makes a terminal do anything', () => {
  const hostile = '\u009b31mred \u009d0;title\u009c \u007f\u200b\u2028\u202e\u2066\ufeff end';
  const { logger, lines } = capture();
  logger.info({ [hostile]: hostile, mail: MAIL }, hostile);
  logger.info({ [hostile]: hostile }, hostile);
  createCleanWriter(logger, 'audit', { sanitize: (value) => value })({ id: hostile }, '');
  expect(lines).toHaveLength(3);
  for (const line of lines) expect(line).toMatch(/^[ -~]*\n$/);
  expect(JSON.parse(lines[1] ?? '')).toMatchObject({ [hostile]: hostile, msg: hostile });
  expect(JSON.parse(lines[2] ?? '')).toMatchObject({ audit: { id: hostile } });
});
