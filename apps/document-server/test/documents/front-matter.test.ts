// Front matter: what is read, and what is not trusted.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_FRONT_MATTER_CHARS, splitFrontMatter } from '../../src/documents/front-matter.ts';

test('reads title, dates and tags', () => {
  const text =
    '---\ntitle: "A: b"\ncreated_at: 2026-01-02T03:04:05+02:00\nupdated_at: 2026-02-03 04:05\ntags: [x, y z]\n---\nBody';
  expect(splitFrontMatter(text)).toEqual({
    matter: {
      title: 'A: b',
      createdAt: '2026-01-02T01:04:05.000Z',
      updatedAt: '2026-02-03T04:05:00.000Z',
      tags: ['x', 'y z'],
    },
    body: 'Body',
  });
});

test('takes `date` for the day of creation, and tags with commas', () => {
  expect(splitFrontMatter('---\ndate: 2026-01-02\ntags: a, b\n---\n').matter).toEqual({
    createdAt: '2026-01-02T00:00:00.000Z',
    tags: ['a', 'b'],
  });
});

test.each(['yesterday', '2026-13-01', '2026-01-01T25:00', '[2026-01-01]', '12345'])(
  'leaves out the date %s',
  (date) =>
    expect(splitFrontMatter(`---\ntitle: t\ndate: ${date}\n---\nx`).matter).toEqual({ title: 't', tags: [] }),
);

test.each(['no front matter', '---', '--- \na: b\n---\n', '---\ntitle: never closed\n', '---\na: b\n----\n'])(
  'is the body as it is: %j',
  (text) => expect(splitFrontMatter(text)).toEqual({ matter: { tags: [] }, body: text }),
);

describe('keeps the whole file as the body, and says so, for', () => {
  test.each([
    ['an alias', '---\na: &x [1]\nb: *x\n---\nbody'],
    ['a custom tag', '---\ntitle: !shout hello\n---\nbody'],
    ['a known but special tag', '---\ntitle: !!binary aGVsbG8=\n---\nbody'],
    ['bad YAML', '---\ntitle: [\n---\nbody'],
    ['a list', '---\n- a\n---\nbody'],
    ['a key that is given twice', '---\ntitle: a\ntitle: b\n---\nbody'],
    ['deep nesting', `---\n${'['.repeat(8000)}\n---\nbody`],
  ])('%s', (_name, text) =>
    expect(splitFrontMatter(text)).toEqual({ matter: { tags: [] }, body: text, problem: 'not valid YAML' }),
  );
});

test('has a bound on its length', () => {
  const ofLength = (chars: number): string => `---\ntitle: ${'a'.repeat(chars - 8)}\n---\nbody`;
  expect(splitFrontMatter(ofLength(MAX_FRONT_MATTER_CHARS)).problem).toBeUndefined();
  expect(splitFrontMatter(ofLength(MAX_FRONT_MATTER_CHARS + 1)).problem).toBe('too long');
});

test('never throws, and gives a key like __proto__ no meaning', () => {
  fc.assert(fc.property(fc.string(), (yaml) => void splitFrontMatter(`---\n${yaml}\n---\n`)));
  expect(splitFrontMatter('---\n__proto__: {title: x}\n---\n').matter.title).toBeUndefined();
});
