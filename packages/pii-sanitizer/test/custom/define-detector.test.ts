import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DetectorDefinition, defineDetector, type ProgrammaticDetector } from '../../src/detectors.ts';
import type { Finding } from '../../src/types.ts';

function find(
  definition: Partial<DetectorDefinition> | Partial<ProgrammaticDetector>,
  text: string,
  key?: string,
): string[] {
  const out: Finding[] = [];
  const base = { type: 'CODE', pattern: 'EMP-\\d+' };
  defineDetector({ ...base, ...definition } as DetectorDefinition).scan(text, out, key);
  return out.map(({ start, end }) => text.slice(start, end));
}

// The compiler's target does not know the flag yet.
const unicodeSets = new RegExp('a', String('v'));

describe('defineDetector', () => {
  it('gives type, offsets and confidence', () => {
    const out: Finding[] = [];
    defineDetector({ type: 'CODE', pattern: 'EMP-\\d+', confidence: 0.5 }).scan('see EMP-12, EMP-3', out);
    expect(out).toEqual([
      { type: 'CODE', start: 4, end: 10, confidence: 0.5 },
      { type: 'CODE', start: 12, end: 17, confidence: 0.5 },
    ]);
  });

  it('finds whole words only, unless told otherwise', () => {
    const text = 'xEMP-1 EMP-2y EMP-3 éEMP-4';
    expect(find({ pattern: 'EMP-\\d' }, text)).toEqual(['EMP-3']);
    expect(find({ pattern: 'EMP-\\d', wholeWord: false }, text)).toEqual([
      'EMP-1',
      'EMP-2',
      'EMP-3',
      'EMP-4',
    ]);
  });

  it('takes flags, with ^ and $ as ends of lines', () => {
    expect(find({ flags: 'i' }, 'emp-1')).toEqual(['emp-1']);
    expect(find({ pattern: '^id \\d+$' }, 'a\nid 12\nid 3 b')).toEqual(['id 12']);
    expect(find({ pattern: 'a.b', flags: 's' }, 'a\nb')).toEqual(['a\nb']);
    expect(find({ pattern: '[😀-😂]{2}', flags: 'u', wholeWord: false }, '😀😁😂')).toEqual(['😀😁']);
    expect(find({ pattern: '[^a]b', flags: 'u' }, '😀b')).toEqual(['😀b']);
  });

  it('asks for a word near by, in the text or in the key', () => {
    const context = { before: ['badge', 'Ausweis'], after: ['(staff)'], distance: 12 };
    const pattern = '\\d{6}';
    expect(find({ pattern, context }, 'badge no. 123456, order 654321')).toEqual(['123456']);
    expect(find({ pattern, context }, 'AUSWEISNR: 123456')).toEqual(['123456']);
    expect(find({ pattern, context }, '123456 (staff)')).toEqual(['123456']);
    expect(find({ pattern, context }, '(staff) 123456')).toEqual([]);
    expect(find({ pattern, context }, 'a badge long ago: 123456')).toEqual([]);
    expect(find({ pattern, context }, 'forbadge 123456')).toEqual([]);
    expect(find({ pattern, context }, '123456')).toEqual([]);
    expect(find({ pattern, context }, '123456', 'staffBadge')).toEqual(['123456']);
    expect(find({ pattern, context }, '123456', 'order_id')).toEqual([]);
  });

  it('takes the distance to its edge', () => {
    const at = (gap: number) =>
      find({ context: { before: ['id'], distance: 10 } }, `id${' '.repeat(gap)}EMP-1`);
    expect(at(8)).toEqual(['EMP-1']);
    expect(at(9)).toEqual([]);
  });

  it('asks for check digits', () => {
    const text = 'cards 4111-1111-1111-1111 and 4111-1111-1111-1112';
    expect(find({ pattern: '\\d{4}(?:-\\d{4}){3}', checksum: 'luhn' }, text)).toEqual([
      '4111-1111-1111-1111',
    ]);
  });

  it('keeps to its lengths', () => {
    const text = 'a1 a12 a123 a1234';
    expect(find({ pattern: 'a\\d+', minLength: 3, maxLength: 4 }, text)).toEqual(['a12', 'a123']);
    expect(() => find({ minLength: 5, maxLength: 4 }, '')).toThrow('`minLength` to be at most `maxLength`');
  });

  it('cuts what is longer than 256 when no longest is given, and finds the rest', () => {
    expect(find({ pattern: '1+' }, '1'.repeat(300)).map((match) => match.length)).toEqual([]);
    expect(find({ pattern: '1+', wholeWord: false }, '1'.repeat(300)).map((match) => match.length)).toEqual([
      256, 44,
    ]);
    expect(
      find({ pattern: 'é😀+', flags: 'u', wholeWord: false }, `é${'😀'.repeat(200)}`).map(
        (match) => match.length,
      ),
    ).toEqual([255]);
  });

  it('leaves alone what is allowed and what was redacted', () => {
    expect(find({ allow: ['EMP-000'] }, 'EMP-000 EMP-001')).toEqual(['EMP-001']);
    expect(find({ pattern: '[A-Z]{4,}' }, '[EMAIL] [CODE] WORD [UP 2]')).toEqual(['WORD']);
  });

  it('tries again one character on when a match is not accepted', () => {
    expect(find({ pattern: '\\d[\\d ]{3,8}', checksum: 'verhoeff' }, '7 2363')).toEqual(['2363']);
  });

  it('takes a RegExp and a function', () => {
    const validate = (match: string) => match.endsWith('7');
    expect(find({ pattern: /emp-\d+/giy, validate }, 'EMP-16 EMP-17')).toEqual(['EMP-17']);
    expect(() => find({ pattern: /(a+)+/ }, '')).toThrow('repeats what can match');
    expect(() => find({ pattern: unicodeSets }, '')).toThrow('flags');
    expect(() => find({ validate: 5 as never }, '')).toThrow('`validate`');
  });

  it('may be used again from within validate', () => {
    const inner = defineDetector({ type: 'CODE', pattern: /\d/, validate: () => true });
    const outer = defineDetector({
      type: 'CODE',
      pattern: /a\d/,
      validate: () => {
        inner.scan('1 2 3', []);
        return true;
      },
    });
    const out: Finding[] = [];
    outer.scan('a1 a2 a3', out);
    expect(out).toHaveLength(3);
  });

  it.each([
    [{ type: 'code' }, '`type` to match'],
    [{ confidence: 1.5 }, '`confidence` to be from 0 to 1, got 1.5'],
    [{ minLength: 0 }, '`minLength` to be from 1 to 512, got 0'],
    [{ maxLength: 513 }, '`maxLength` to be from 1 to 512, got 513'],
    [{ checksum: 'crc' }, '`checksum` to be one of luhn'],
    [{ context: { distance: 201 } }, '`context.distance` to be from 1 to 200, got 201'],
    [{ context: { before: [] } }, '`context.before` to have 1 to 200 items, got 0'],
    [{ allow: [5] }, '`allow[0]` to be a string, got 5'],
    [{ placeholder: 'say "x"' }, '`placeholder` to match'],
    [{ placeholder: '<code>' }, '`placeholder` to match'],
    [{ patern: 'x' }, 'to have only type, title, pattern'],
  ])('%j is refused', (wrong, message) => {
    expect(() => find(wrong as never, '')).toThrow(message);
  });

  it('refuses what is no description', () => {
    expect(() => defineDetector(null as never)).toThrow('a detector to be an object');
    expect(() => defineDetector({ type: 'CODE' } as never)).toThrow('`pattern`');
  });

  it('finds nothing twice: replaced text is clean', () => {
    const detector = defineDetector({ type: 'CODE', pattern: '[A-Z]{2,4}-?\\d*' });
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Z\d \-[\]]{0,60}$/), (text) => {
        const once = replace(text);
        expect(replace(once)).toBe(once);
      }),
    );
    function replace(text: string): string {
      const out: Finding[] = [];
      detector.scan(text, out);
      return out.reduceRight(
        (sum, { start, end }) => sum.slice(0, start) + detector.placeholder + sum.slice(end),
        text,
      );
    }
  });
});
