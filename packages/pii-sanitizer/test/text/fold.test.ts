// What hides a value from patterns but not from readers: it is found all the same, where it stands, and nothing else changes.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSanitizer } from '../../src/index.ts';
import { fold } from '../../src/text/fold.ts';
import { found } from '../detect/found.ts';
import { type Frame, frameOrNone } from '../detect/frames.ts';

const { redact } = createSanitizer();

const CARD = '4111 1111 1111 1111';
const BARE = '4012888888881881';
const SSN = '123-45-6789';
const EMAIL = 'jane@example.com';
const PHONE = '+1 212-555-0123';
const IBAN = 'DE89 3704 0044 0532 0130 00';
const IP = '192.0.2.17';
const MAC = '00:1a:2b:3c:4d:5e';
const TYPES: Readonly<Record<string, string>> = {
  [CARD]: 'CREDIT_CARD',
  [BARE]: 'CREDIT_CARD',
  [SSN]: 'US_SSN',
  [EMAIL]: 'EMAIL',
  [PHONE]: 'PHONE',
  [IBAN]: 'IBAN',
  [IP]: 'IP_ADDRESS',
  [MAC]: 'MAC',
};
const ALL = Object.keys(TYPES);
const WITH_DIGITS = ALL.filter((value) => value !== EMAIL);
const WITH_SPACES = [CARD, PHONE, IBAN];

type Hide = (value: string) => string;

const digitsFrom =
  (zero: number): Hide =>
  (value) =>
    value.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));
const between =
  (mark: string): Hide =>
  (value) =>
    [...value].join(mark);
const within =
  (mark: string): Hide =>
  (value) =>
    value.slice(0, 3) + mark + value.slice(3);
const instead =
  (of: string | RegExp, mark: string): Hide =>
  (value) =>
    value.replaceAll(of, mark);
const each =
  (write: (code: number) => string): Hide =>
  (value) =>
    [...value].map((letter) => write(letter.charCodeAt(0))).join('');
const hex = (code: number): string => code.toString(16).padStart(2, '0');

const WAYS: readonly (readonly [name: string, hide: Hide, values: readonly string[]])[] = [
  ['zero-width spaces', between('\u200b'), ALL],
  ['zero-width joiners', between('\u200d'), ALL],
  ['word joiners', between('\u2060'), ALL],
  ['soft hyphens', between('\u00ad'), ALL],
  ['a byte order mark', within('\ufeff'), ALL],
  ['a direction mark', within('\u200e'), ALL],
  ['a variation selector', within('\ufe0f'), ALL],
  ['full-width forms', each((code) => (code > 32 ? String.fromCharCode(code + 0xfee0) : '\u3000')), ALL],
  ['full-width digits', digitsFrom(0xff10), WITH_DIGITS],
  ['Arabic digits', digitsFrom(0x660), WITH_DIGITS],
  ['Persian digits', digitsFrom(0x6f0), WITH_DIGITS],
  ['Devanagari digits', digitsFrom(0x966), WITH_DIGITS],
  ['Bengali digits', digitsFrom(0x9e6), WITH_DIGITS],
  ['Thai digits', digitsFrom(0xe50), WITH_DIGITS],
  ['bold digits of mathematics', digitsFrom(0x1d7ce), WITH_DIGITS],
  ['spaced-out digits of mathematics', digitsFrom(0x1d7f6), WITH_DIGITS],
  ['no-break spaces', instead(' ', '\u00a0'), WITH_SPACES],
  ['thin spaces', instead(' ', '\u2009'), WITH_SPACES],
  ['narrow no-break spaces', instead(' ', '\u202f'), WITH_SPACES],
  ['no-break hyphens', instead('-', '\u2011'), [SSN, PHONE]],
  ['en dashes', instead('-', '–'), [SSN, PHONE]],
  ['minus signs', instead('-', '−'), [SSN, PHONE]],
  [
    'Cyrillic letters',
    (value) => value.replace(/a/g, 'а').replace(/e/g, 'е').replace(/o/g, 'о'),
    [EMAIL, MAC],
  ],
  ['Greek letters', (value) => value.replace(/o/g, 'ο').replace(/a/g, 'α'), [EMAIL, MAC]],
  ['entities', each((code) => `&#${code};`), ALL],
  ['hexadecimal entities', each((code) => `&#x${hex(code)};`), ALL],
  ['named entities', (value) => value.replace('@', '&commat;').replaceAll('.', '&period;'), [EMAIL, IP]],
  ['entities of spaces', instead(' ', '&nbsp;'), WITH_SPACES],
  ['percent-encoding', each((code) => `%${hex(code)}`), [SSN, EMAIL, PHONE, IBAN, CARD]],
  ['an encoded at sign', instead('@', '%40'), [EMAIL]],
  ['escapes of JSON', each((code) => `\\u00${hex(code)}`), ALL],
  ['one escape of JSON', instead('@', '\\u0040'), [EMAIL]],
  ['a line break', (value) => `${value.slice(0, 7)}\n${value.slice(7)}`, [CARD, BARE, EMAIL]],
  ['[at] and [dot]', (value) => value.replace('@', ' [at] ').replace('.', ' [dot] '), [EMAIL]],
  ['(at) and (dot)', (value) => value.replace('@', '(at)').replace('.', '(dot)'), [EMAIL]],
  ['AT and DOT', (value) => value.replace('@', ' AT ').replace('.', ' DOT '), [EMAIL]],
  ['[.]', instead('.', '[.]'), [EMAIL, IP]],
];

/** Frames that what hides a value does not reach into. */
const safe = frameOrNone.filter(([before, after]) => !/[\\&]|値/.test(before + after));

describe.each(WAYS)('%s', (_name, hide, values) => {
  it('are seen through, and the rest of the text stays', () => {
    fc.assert(
      fc.property(fc.constantFrom(...values), safe, (value, [a, b]: Frame) => {
        const hidden = hide(value);
        expect(hidden).not.toBe(value);
        const type = TYPES[value] ?? '';
        expect(found(a + hidden + b)).toEqual([`${type} ${hidden}`]);
        expect(redact(a + hidden + b)).toBe(`${a}[${type === 'US_SSN' ? 'SSN' : type}]${b}`);
      }),
      { numRuns: 40 },
    );
  });
});

it('every character that stands for another is searched for', () => {
  for (let code = 128; code < 0x10000; code += 1) {
    const text = `1${String.fromCharCode(code)}\udfce`;
    // Behind another that does, each character is looked at.
    const isKnown = fold(`\u200b${text}`, false)?.text !== text;
    expect([code, fold(text, false) !== undefined]).toEqual([code, isKnown]);
  }
});

describe('a folded text', () => {
  const piece = fc.constantFrom(
    ...[
      'a',
      '1',
      ' ',
      '@',
      '.',
      '\u200b',
      '\u00ad',
      '１',
      '٣',
      '–',
      '&amp;',
      '&#49;',
      '%40',
      '\\u0031',
      '𝟏',
      'а',
      ' AT ',
      '[at]',
      'é',
      '漢',
      '🙂',
    ],
  );
  it('has places that map back in order, within the original', () => {
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join('')),
        (text) => {
          const folded = fold(text, true);
          if (folded === undefined) return;
          let last = 0;
          for (let start = 0; start < folded.text.length; start += 1) {
            const from = folded.original(start, 0);
            const to = folded.original(start, 1);
            expect(from).toBeGreaterThanOrEqual(Math.max(0, last - 1));
            expect(to).toBeGreaterThan(from);
            expect(to).toBeLessThanOrEqual(text.length);
            // What was not folded is where it was.
            if (to - from === 1 && from >= last && text[from] === folded.text[start]) last = to;
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it.each([
    'plain words',
    'naïve café',
    'Привет, мир',
    '漢字とかな',
    '🙂 fine',
    'a & b',
    '50% off',
    'AT&T',
    'AT THE END',
    'look at him',
  ])('is the same text when nothing is hidden: %s', (text) => {
    const folded = fold(text, true);
    expect(folded?.text ?? text).toBe(text);
    expect(redact(text)).toBe(text);
  });
});

describe('text round a hidden value', () => {
  it('stays byte for byte, with what is foldable in it', () => {
    const noise = '\u200bnaïve\u00ad –２０２６– &amp; %20 \\u00e9 (at) а𝟏 ';
    expect(redact(`${noise}j\u200bane@example.com ${noise}`)).toBe(`${noise}[EMAIL] ${noise}`);
    expect(redact(noise)).toBe(noise);
  });

  it('two hidden values each map to their own place', () => {
    const one = between('\u200b')(SSN);
    const two = digitsFrom(0x1d7ce)(CARD);
    expect(found(`x ${one} y ${two} z ${EMAIL}`)).toEqual([
      `US_SSN ${one}`,
      `CREDIT_CARD ${two}`,
      `EMAIL ${EMAIL}`,
    ]);
  });
});

it('what stands far away does not change how an escape is read', () => {
  for (const far of ['', ' x%40y', ' &#64;', ' [at]', ' a DOT b'])
    expect(redact(`see jane@example.com%3782 here${' z'.repeat(200)}${far}`)).toContain(
      'see [EMAIL]%3782 here',
    );
  expect(redact('jane@example DOT com')).toBe('[EMAIL]');
});

it('the hexadecimal escapes of programs hide nothing', () => {
  expect(redact('to: "jane\\x40example.com"')).toBe('to: "[EMAIL]"');
});
