// A sanitizer that has policies for the places that data flows to is asked for each of them.
import { createSanitizer } from '@portcullis/pii-sanitizer';
import { describe, expect, test } from 'vitest';
import { createLogger, definePrompt, defineResource, invalidArgument } from '../../src/index.ts';
import { resolveOptions } from '../../src/runtime/options.ts';
import { connect, ERAS, run } from '../guards/probe.ts';

const MAIL = 'jane@example.com';
const SINKS = ['tool_result', 'resource', 'prompt', 'error', 'log', 'audit'];
const sanitizer = createSanitizer({
  policies: { sinks: Object.fromEntries(SINKS.map((sink) => [sink, { all: () => `<${sink}>` }])) },
});

describe.each(ERAS)('a client of %s', (era) => {
  test('reads what the policies of each place say', async () => {
    const lines: string[] = [];
    const logger = createLogger({ sanitizer, destination: { write: (line) => lines.push(line) } });
    const { ask, audit } = await connect(
      era,
      {
        tools: [
          run((_input, { logger }) => {
            logger.info(MAIL);
            return MAIL;
          }),
          run(
            () => {
              throw invalidArgument(`Not ${MAIL}`);
            },
            { name: 'fail', description: `Fails ${MAIL}.` },
          ),
          run(() => 'ok', { name: MAIL.replace('@', '.') }),
        ],
        resources: [
          defineResource({ name: 'note', uri: 'note://1', handler: () => MAIL }),
          defineResource({
            name: 'gone',
            uri: 'note://2',
            handler: () => {
              throw invalidArgument(`Not ${MAIL}`);
            },
          }),
        ],
        prompts: [definePrompt({ name: 'write', handler: () => MAIL })],
      },
      { sanitizer, logger },
    );
    expect((await ask('tools/call', { name: 'run' })).text).toBe('<tool_result>');
    expect((await ask('tools/call', { name: 'fail' })).text).toBe('Not <error>');
    expect((await ask('resources/read', { uri: 'note://1' })).text).toBe('<resource>');
    expect((await ask('resources/read', { uri: 'note://2' })).text).toContain('Not <error>');
    expect((await ask('prompts/get', { name: 'write' })).text).toBe('<prompt>');
    expect(JSON.stringify((await ask('tools/list')).result)).toContain('Fails [EMAIL].');
    expect(lines.join('')).toContain('"msg":"<log>"');
    expect(audit.length).toBeGreaterThan(0);
  });
});

test('each place is asked for once, and where nothing is known of places all are alike', () => {
  const asked: string[] = [];
  const plain = { redact: (text: string) => text.replaceAll(MAIL, '[X]'), sanitize: <T>(value: T) => value };
  const counting = {
    ...plain,
    for: (sink: string) => {
      asked.push(sink);
      return plain;
    },
  };
  resolveOptions('probe', { sanitizer: counting, logger: createLogger(), audit: () => {} });
  expect(asked.sort()).toEqual(SINKS.toSorted());
  const { sinks } = resolveOptions('probe', { sanitizer: plain });
  for (const sink of Object.values(sinks)) expect(sink.redact(MAIL)).toBe('[X]');
});

test('what is removed under the policies of a place is counted too', () => {
  const counts: string[] = [];
  const countRedactions = (type: string) => counts.push(type);
  const telemetry = { enabled: true, startServerSpan: () => undefined, countRedactions };
  const { sinks } = resolveOptions('probe', { sanitizer, telemetry: telemetry as never });
  expect(sinks.tool_result.redact(MAIL)).toBe('<tool_result>');
  expect(counts).toEqual(['EMAIL']);
});
