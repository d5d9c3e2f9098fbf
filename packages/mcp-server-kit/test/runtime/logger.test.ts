// The log: one line of JSON each, sanitised in the one place that every line passes.
import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { createLogger } from '../../src/index.ts';

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
