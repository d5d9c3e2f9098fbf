// Arguments and results stand in a span only by choice, and never as they were.
import { expect, test } from 'vitest';
import { SECRET, sanitize } from '../support/secrets.ts';
import { CALL, traced } from '../support/with-telemetry.ts';

const args = { query: `mail of ${SECRET}`, password: 'hunter2', list: [1, { [SECRET]: true }] };
const result = { content: [{ type: 'text', text: `found ${SECRET}` }] };

async function recorded(options: object, call: object = {}) {
  const { telemetry, spans } = await traced({ sanitize, ...options });
  telemetry.startServerSpan({ ...CALL, arguments: args, ...call })?.end({ result });
  const [span] = await spans();
  return {
    args: span?.attributes['gen_ai.tool.call.arguments'] as string | undefined,
    result: span?.attributes['gen_ai.tool.call.result'] as string | undefined,
  };
}

test('by default there are none', async () => {
  expect(await recorded({})).toEqual({ args: undefined, result: undefined });
});

test('each by its own option, sanitised by value and by key', async () => {
  const withArguments = await recorded({ recordArguments: true });
  expect(withArguments.result).toBeUndefined();
  expect(JSON.parse(withArguments.args ?? '')).toEqual({
    query: 'mail of [email]',
    password: '[secret]',
    list: [1, { '[email]': true }],
  });
  const withResult = await recorded({ recordResults: true });
  expect(withResult.args).toBeUndefined();
  expect(JSON.parse(withResult.result ?? '')).toEqual({ content: [{ type: 'text', text: 'found [email]' }] });
});

test('they are cut to the length that is kept, after sanitising', async () => {
  const { args } = await recorded({ recordArguments: true, maxStringLength: 20 });
  expect(args).toBe('{"query":"mail of [e');
});

test('only of tools', async () => {
  const all = { recordArguments: true, recordResults: true };
  expect(await recorded(all, { method: 'prompts/get' })).toEqual({ args: undefined, result: undefined });
});

test.each([
  ['a cycle', cycle],
  ['a BigInt', () => ({ big: 10n })],
  [
    'a toJSON that throws',
    () => ({
      toJSON: () => {
        throw new Error(SECRET);
      },
    }),
  ],
  [
    'a getter that throws',
    () => ({
      get no(): string {
        throw new Error(SECRET);
      },
    }),
  ],
])('what cannot be written is replaced: %s', async (_what, make) => {
  const { args: text } = await recorded({ recordArguments: true }, { arguments: make() });
  expect(text).toContain('[removed]');
  expect(text).not.toContain(SECRET);
});

function cycle(): object {
  const it: Record<string, unknown> = {};
  it.self = it;
  return it;
}
