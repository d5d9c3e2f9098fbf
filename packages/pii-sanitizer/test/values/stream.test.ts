import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSanitizer, PiiBlockedError } from '../../src/index.ts';
import { createVault, pseudonym } from '../../src/policies.ts';

const sanitizer = createSanitizer();

async function through(stream: TransformStream<string, string>, chunks: readonly string[]): Promise<string> {
  const source = new ReadableStream<string>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
  let output = '';
  for await (const chunk of source.pipeThrough(stream)) output += chunk;
  return output;
}

function cut(text: string, sizes: readonly number[]): string[] {
  const chunks: string[] = [];
  let at = 0;
  for (let index = 0; at < text.length; index += 1) {
    const size = sizes[index % sizes.length] ?? 1;
    chunks.push(text.slice(at, at + size));
    at += size;
  }
  return chunks;
}

const PROSE = 'The plan for the next quarter is ready, and everybody may read it before the meeting. ';
const KEY_BLOCK = `-----BEGIN PRIVATE KEY-----\n${'MIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n'.repeat(40)}-----END PRIVATE KEY-----\n`;
const personal = fc.constantFrom(
  ...['jane@example.com', '555-123-4567', '123-45-6789', '4111 1111 1111 1111', 'password=hunter2 '],
  ...['password="a long one, with spaces"', 'Bearer abc123def456', 'http://u:p@example.com/', '[EMAIL]'],
  ...['{"firstName": "Jane Doe", "phone": 4155550132}', '"address":"1 Main St"'],
  ...['\nid,surname\n', '\n1,Jane\n', '\n| Phone | Note |\n|---|---|\n', '\n| 2125550123 | - |\n', '\n\n'],
);
const filler = fc.oneof(
  fc.constantFrom(
    PROSE,
    PROSE.repeat(4),
    ' ',
    '\n',
    ', ',
    '"',
    '\\',
    '{',
    '}',
    '[',
    ']',
    ':',
    '=',
    '😀',
    '\ud83d',
  ),
  fc.integer({ min: 1, max: 900 }).map((size) => 'x '.repeat(size)),
);
const plain = fc
  .array(fc.oneof(personal, filler, fc.constant(KEY_BLOCK)), { maxLength: 30, size: 'large' })
  .map((parts) => parts.join(' '));
const key = fc.constantFrom(
  'id',
  'email',
  'note',
  'first name',
  'a"b',
  'jane@example.com',
  '[EMAIL]',
  'mobile',
);
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    plain,
    fc.constantFrom<unknown>(
      1,
      4111111111111111,
      5551234567,
      true,
      null,
      '{"password":"x"}',
      PROSE.repeat(250),
    ),
    fc.array(tie('tree'), { maxLength: 6, size: 'large' }),
    fc.dictionary(key, tie('tree'), { maxKeys: 6, size: 'large' }),
  ),
}));
const json = fc
  .tuple(tree, fc.constantFrom(0, 2), fc.constantFrom('', '\n', ' and then a@b.com', '\n{"token":"x"}'))
  .map(([value, space, rest]) => JSON.stringify({ value }, null, space) + rest);
const broken = fc.tuple(json, fc.nat()).map(([text, at]) => text.slice(0, at % (text.length + 1)));
const text = fc.oneof(plain, json, broken);
const sizes = fc.array(fc.oneof(fc.integer({ min: 1, max: 24 }), fc.integer({ min: 1, max: 5000 })), {
  minLength: 1,
  maxLength: 20,
});

describe('stream', () => {
  it('gives the output of the whole, however the text is cut', async () => {
    await fc.assert(
      fc.asyncProperty(text, sizes, async (input, cuts) => {
        expect(await through(sanitizer.stream(), cut(input, cuts))).toBe(sanitizer.redact(input));
      }),
      { numRuns: 300 },
    );
  });

  it('gives it under other policies', async () => {
    const dropping = createSanitizer({ policies: { all: 'drop' } });
    let vault = createVault();
    const numbering = createSanitizer({ policies: { all: (match) => pseudonym(vault)(match) } });
    await fc.assert(
      fc.asyncProperty(text, sizes, async (input, cuts) => {
        expect(await through(dropping.stream(), cut(input, cuts))).toBe(dropping.redact(input));
        // Pseudonyms are numbered by the order of their values, so each side needs a vault of its own.
        vault = createVault();
        const whole = numbering.redact(input);
        vault = createVault();
        expect(await through(numbering.stream(), cut(input, cuts))).toBe(whole);
      }),
      { numRuns: 100 },
    );
  });

  it('knows the columns of a table however far away their names are', async () => {
    const row = fc.constantFrom(
      ...['1,Jane,x', '2,Joe,', '3,Ann', '-', '', 'id,town,surname', 'id,surname,town', ',,'],
      ...[760, 761, 762, 763, 764, 2000].map((size) => `4,Jim,${'x'.repeat(size)}`),
    );
    const table = fc
      .array(fc.tuple(row, fc.integer({ min: 1, max: 40 })), { maxLength: 40, size: 'large' })
      .map((rows) => `id,surname,town\n${rows.map(([text, times]) => `${text}\n`.repeat(times)).join('')}`);
    await fc.assert(
      fc.asyncProperty(table, sizes, async (text, cuts) => {
        expect(await through(sanitizer.stream(), cut(text, cuts))).toBe(sanitizer.redact(text));
      }),
      { numRuns: 50 },
    );
  });

  it('knows a number by its sign alone', async () => {
    expect(await through(sanitizer.stream(), ['[-', '14, {"phone": []}]'])).toBe(
      '[-14, {"phone": "[REDACTED]"}]',
    );
  });

  it('holds back little', async () => {
    const { readable, writable } = sanitizer.stream();
    const writer = writable.getWriter();
    const reader = readable.getReader();
    let given = 0;
    let taken = 0;
    let most = 0;
    const reading = (async () => {
      for (let next = await reader.read(); !next.done; next = await reader.read()) taken += next.value.length;
    })();
    for (let index = 0; index < 5_000; index += 1) {
      await writer.write(PROSE);
      given += PROSE.length;
      most = Math.max(most, given - taken);
    }
    await writer.close();
    await reading;
    expect(taken).toBe(given);
    expect(most).toBeLessThan(2_000);
  });

  it('fails where something is blocked', async () => {
    const strict = createSanitizer({ policies: { types: { EMAIL: 'block' } } });
    await expect(through(strict.stream(), ['to jane@', 'example.com'])).rejects.toThrow(PiiBlockedError);
    expect(await through(strict.stream(), ['to ', 'nobody'])).toBe('to nobody');
  });

  it('holds back a long secret behind an escaped quote', async () => {
    const text = `body: {\\"id\\": \\"7\\"} password="${'correct horse battery staple '.repeat(80)}" done`;
    expect(sanitizer.redact(text)).toBe('body: {\\"id\\": \\"7\\"} password="[REDACTED]" done');
    for (const size of [1, 64, 1000])
      expect(await through(sanitizer.stream(), cut(text, [size]))).toBe(sanitizer.redact(text));
  });

  it('keeps surrogate pairs together', async () => {
    const input = `${'😀'.repeat(3000)}a@b.com`;
    const chunks: string[] = [];
    const stream = sanitizer.stream();
    const source = ReadableStream.from(cut(input, [1]));
    for await (const chunk of source.pipeThrough(stream)) chunks.push(chunk);
    expect(chunks.join('')).toBe(sanitizer.redact(input));
    for (const chunk of chunks) expect(() => encodeURIComponent(chunk)).not.toThrow();
  });
});
