// Templates: what a template expands to, it matches; what it does not understand, it refuses; and in linear time.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseUriTemplate } from '../../src/definitions/uri-template.ts';
import { DefinitionError } from '../../src/index.ts';

/** The simple expansion of RFC 6570, 3.2.2: everything that is not unreserved is percent-encoded. */
function expand(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(values[name] ?? '').replace(
      /[!'()*]/g,
      (char) => `%${char.charCodeAt(0).toString(16)}`,
    ),
  );
}

const codeUnit = fc.nat(0xffff).map((code) => String.fromCharCode(code));
const value = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 });

describe('match', () => {
  test.each([
    ['note://{id}', 'note://5', { id: '5' }],
    ['note://{id}', 'note://a%20b', { id: 'a b' }],
    ['note://{id}/text', 'note://5/text', { id: '5' }],
    ['note://{id}.{ext}', 'note://a.b', { id: 'a', ext: 'b' }],
    ['note://{a}--{b}', 'note://x---y', { a: 'x', b: '-y' }],
    ['note://{a}/{b}/{c}', 'note://1/2/3', { a: '1', b: '2', c: '3' }],
    ['note://list?page={page}', 'note://list?page=2', { page: '2' }],
    ['note://{__proto__}', 'note://x', Object.fromEntries([['__proto__', 'x']])],
  ])('%s matches %s', (template, uri, values) => {
    expect(Object.entries(parseUriTemplate(template).match(uri) ?? {})).toEqual(Object.entries(values));
  });

  test.each([
    ['note://{id}', 'note://'],
    ['note://{id}', 'note://a/b'],
    ['note://{id}', 'note://a?b'],
    ['note://{id}', 'note://a#b'],
    ['note://{id}', 'NOTE://a'],
    ['note://{id}', 'note://%E0%A4%A'],
    ['note://{id}', 'note://%ff'],
    ['note://{id}/text', 'note:///text'],
    ['note://{id}/text', 'note://5/text/'],
    ['note://{id}/text', 'note://5/tex'],
    ['note://{id}-{id2}', 'note://--'],
    ['note://{a}/x', 'note://'],
  ])('%s does not match %s', (template, uri) => {
    expect(parseUriTemplate(template).match(uri)).toBeUndefined();
  });

  test('a URI of 8192 characters, not one more', () => {
    const { match } = parseUriTemplate('n:{id}');
    expect(match(`n:${'a'.repeat(8190)}`)?.id).toHaveLength(8190);
    expect(match(`n:${'a'.repeat(8191)}`)).toBeUndefined();
  });

  test('values have no prototype', () => {
    expect(Object.getPrototypeOf(parseUriTemplate('n:{id}').match('n:1'))).toBeNull();
  });
});

describe('properties', () => {
  test('every expansion matches back to its values where a slash parts the variables', () => {
    fc.assert(
      fc.property(value, value, value, (a, b, c) => {
        const template = 'note://{a}/fixed/{b}/{c}.txt';
        expect({ ...parseUriTemplate(template).match(expand(template, { a, b, c })) }).toEqual({ a, b, c });
      }),
    );
  });

  test('whatever parts the variables, an expansion matches, to values with the same expansion', () => {
    const literal = fc.string({
      unit: fc.constantFrom('-', '.', 'x', '/', '_', '?', '&', '='),
      minLength: 1,
      maxLength: 4,
    });
    // No `%`: it could stand beside a literal.
    const plain = fc.string({ unit: fc.constantFrom('-', '.', 'x', 'y', '_'), minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(literal, literal, literal, plain, plain, plain, (one, two, end, a, b, c) => {
        const template = `note://{a}${one}{b}${two}{c}${end}`;
        const uri = expand(template, { a, b, c });
        const matched = parseUriTemplate(template).match(uri);
        expect(matched, `${template} ${uri}`).toBeDefined();
        expect(expand(template, matched ?? {})).toBe(uri);
      }),
      { numRuns: 1000 },
    );
  });

  test('no URI makes a match throw', () => {
    const templates = ['note://{a}', 'note://{a}/{b}', 'n:{a}-{b}.{c}', 'n:fixed'].map(parseUriTemplate);
    const pieces = fc.constantFrom(
      'note://',
      'n:',
      '-',
      '.',
      '/',
      '%',
      '%4',
      '%41',
      'é',
      '\ud800',
      '{a}',
      'x',
    );
    const text = fc.oneof(
      fc.string({ unit: codeUnit }),
      fc.array(pieces).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (uri) => {
        for (const { match } of templates) match(uri);
      }),
    );
  });

  test('a template is either understood or refused by a DefinitionError that quotes it', () => {
    const pieces = fc.constantFrom('n:', '{', '}', 'a', '{a}', '{b}', '+', '/', '{+a}', '', '{}', '{{', ' ');
    fc.assert(
      fc.property(
        fc.array(pieces, { maxLength: 8 }).map((parts) => parts.join('')),
        (template) => {
          try {
            const parsed = parseUriTemplate(template);
            // What is understood holds no brace outside of its variables.
            expect(template.replace(/\{\w+\}/g, '')).not.toMatch(/[{}]/);
            expect(new Set(parsed.variables).size).toBe(parsed.variables.length);
          } catch (error) {
            if (!(error instanceof DefinitionError)) throw error;
            expect(error.message).toContain(JSON.stringify(template));
          }
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('refused', () => {
  test.each([
    ['n:{+path}', 'is not understood at "{+path'],
    ['n:{#frag}', 'is not understood'],
    ['n:{a,b}', 'is not understood'],
    ['n:{a*}', 'is not understood'],
    ['n:{a:3}', 'is not understood'],
    ['n:{}', 'is not understood at "{'],
    ['n:{a', 'is not understood'],
    ['n:{{a}}', 'is not understood'],
    ['n:{9a}', 'is not understood'],
    [`n:{${'a'.repeat(65)}}`, 'is not understood'],
    ['n:{a}/{a}', 'uses {a} twice'],
    ['n:{a}{b}', 'has two variables side by side'],
    ['n:{a}}', 'has an unmatched "}"'],
    ['n:}{a}', 'has an unmatched "}"'],
    ['n:{a}}{b}', 'has an unmatched "}"'],
  ])('%s', (template, message) => {
    expect(() => parseUriTemplate(template)).toThrow(DefinitionError);
    expect(() => parseUriTemplate(template)).toThrow(message);
  });

  test('a variable of 64 characters is accepted', () => {
    expect(parseUriTemplate(`n:{${'a'.repeat(64)}}`).variables).toEqual(['a'.repeat(64)]);
  });
});

test('the work of a match grows with the length of its URI, not with its square', () => {
  // Every literal almost matches everywhere: what would make a backtracking matcher slow.
  const names = Array.from({ length: 60 }, (_, index) => `v${index}`);
  const { match } = parseUriTemplate(`n:${names.map((name) => `{${name}}`).join('aab')}c`);
  const seen: number[] = [];
  const uri = `n:${'aa'.repeat(4000)}`;
  const counted = {
    length: uri.length,
    startsWith: (part: string, at?: number) => uri.startsWith(part, at),
    slice: (from: number, to: number) => uri.slice(from, to),
    indexOf: (part: string, from: number) => {
      const found = uri.indexOf(part, from);
      seen.push((found === -1 ? uri.length : found) - from);
      return found;
    },
  };
  expect(match(counted as unknown as string)).toBeUndefined();
  expect(seen.reduce((sum, chars) => sum + chars, 0)).toBeLessThanOrEqual(uri.length);
});
