// What holds of the findings in every text, and the options that say what is looked for.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDetector } from '../../src/detect/detector.ts';
import { createSanitizer } from '../../src/index.ts';
import { everything, found } from './found.ts';
import { composed } from './texts.ts';

const { redact, detect } = createSanitizer();
const another = createDetector();
/** Decisions look this far to either side (see the stream, which holds back as much). */
const SIGHT = 256;

describe('findings in any text', () => {
  it('end where the next begins', () => {
    expect(found('sshpass -p Kq9z7wP|a@b.com')).toEqual(['SECRET Kq9z7wP|', 'EMAIL a@b.com']);
    expect(found('219-09-9999\nborn 11. April 1961')).toEqual([
      'US_SSN 219-09-9999',
      'DATE_TIME 11. April 1961',
    ]);
  });

  it('are sorted, disjoint, within the text and of some length', () => {
    fc.assert(
      fc.property(
        fc.oneof(composed(25), fc.string({ maxLength: 200 }), fc.string({ unit: 'binary' })),
        (text) => {
          let last = 0;
          for (const { type, start, end, confidence } of everything.detect(text)) {
            expect(type).toMatch(/^[A-Z][A-Z0-9_]+$/);
            expect(start).toBeGreaterThanOrEqual(last);
            expect(end).toBeGreaterThan(start);
            expect(end).toBeLessThanOrEqual(text.length);
            expect(confidence).toBeGreaterThan(0);
            expect(confidence).toBeLessThanOrEqual(1);
            last = end;
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('are the same each time, whatever was looked at between', () => {
    fc.assert(
      fc.property(composed(25), composed(25), (text, other) => {
        const first = everything.detect(text);
        everything.detect(other);
        everything.detect(other, 'phone');
        expect(everything.detect(text)).toEqual(first);
        expect(another.detect(text)).toEqual(first);
      }),
      { numRuns: 300 },
    );
  });

  it('are gone after redaction: redacting twice changes nothing', () => {
    fc.assert(
      fc.property(composed(25), (text) => {
        const once = redact(text);
        expect(redact(once)).toBe(once);
      }),
      { numRuns: 3_000 },
    );
  });

  it('leave the rest of the text as it is', () => {
    fc.assert(
      fc.property(composed(25), (text) => {
        // Keys with their values, JSON and what may be the first line of a table are the sanitizer's own matter.
        fc.pre(!/[":=]|^\s*[[{\d-]|[\t|][^\n]*\n/.test(text));
        const findings = detect(text);
        let rest = redact(text);
        let done = 0;
        for (const { start, end } of findings) {
          const kept = text.slice(done, start);
          expect(rest.startsWith(kept)).toBe(true);
          rest = rest.slice(kept.length).replace(/^\[[A-Z_0-9]+\]/, '');
          done = end;
        }
        expect(rest).toBe(text.slice(done));
      }),
      { numRuns: 1_000 },
    );
  });

  it('are one shared empty list when there are none', () => {
    expect(everything.detect('nothing here')).toBe(everything.detect('nor here, in 2026'));
  });
});

describe('a finding', () => {
  const filler = fc.oneof(
    composed(60).map((text) => text.replace(/["'`&%\\@]|password=|token: |Bearer/g, '')),
    fc.constantFrom(
      '1 '.repeat(300),
      '1'.repeat(600),
      'ab '.repeat(200),
      '-'.repeat(600),
      'a@'.repeat(300),
      '\n'.repeat(600),
    ),
  );
  const far = filler.map((text) => text.repeat(Math.ceil(600 / Math.max(1, text.length))));
  const prose = 'so it went on and on, with one word after the other until the end of all; '.repeat(4);

  it(`does not change with what stands farther than ${SIGHT} characters away`, () => {
    expect(prose.length).toBeGreaterThan(SIGHT);
    fc.assert(
      fc.property(composed(12), far, far, far, far, (middle, a, b, c, d) => {
        const text = middle.replace(/["'`]/g, '');
        const around = (before: string, after: string) => {
          const start = before.length + prose.length;
          const end = start + text.length;
          return everything
            .detect(`${before}${prose}${text} ${prose}${after}`)
            .filter((finding) => finding.start >= start && finding.end <= end)
            .map((finding) => ({ ...finding, start: finding.start - start, end: finding.end - start }));
        };
        expect(around(a, b)).toEqual(around(c, d));
      }),
      { numRuns: 500 },
    );
  });
});

describe('a plus sign', () => {
  it.each([
    ['card=4111+1111+1111+1111&name=x', 'CREDIT_CARD 4111+1111+1111+1111'],
    ['GET /pay?card=4111+1111+1111+1111 HTTP/1.1', 'CREDIT_CARD 4111+1111+1111+1111'],
    ['a=1&iban=GB29+NWBK+6016+1331+9268+19', 'IBAN GB29+NWBK+6016+1331+9268+19'],
    ['tel=%2B44+20+7946+0958&n=1', 'PHONE %2B44+20+7946+0958'],
    ['nhs=943+476+5919', 'UK_NHS 943+476+5919'],
  ])('stands for a space in the value of a form: %s', (text, expected) =>
    expect(found(text)).toEqual([expected]),
  );

  it.each(['my number is 650+253+1234', 'x = 4111+1111+1111+1111;', '100+200+300', '1111+2222+3333+4444'])(
    'adds anywhere else: %s',
    (text) => expect(found(text)).toEqual([]),
  );
});

describe('`types`', () => {
  const text =
    'jane@example.com, 123-45-6789; 4111 1111 1111 1111; 192.0.2.17; password=x1y2z3 and then tel. 555-1234';
  const typesIn = (types: readonly string[]) =>
    createDetector({ types })
      .detect(text)
      .map(({ type }) => type);

  it('are the only ones that are found', () => {
    for (const type of ['EMAIL', 'PHONE', 'US_SSN', 'CREDIT_CARD', 'IP_ADDRESS', 'SECRET'])
      expect(typesIn([type])).toEqual([type]);
    expect(typesIn(['US_SSN', 'EMAIL'])).toEqual(['EMAIL', 'US_SSN']);
    expect(typesIn([])).toEqual([]);
    expect(typesIn(['NO_SUCH_TYPE'])).toEqual([]);
  });

  it('that are left out do not hide others', () => {
    const numbers = createDetector({ types: ['UK_NHS'] });
    expect(numbers.detect('NHS number 943 476 5919').map(({ type }) => type)).toEqual(['UK_NHS']);
    expect(numbers.detect('call 943 476 5919')).toEqual([]);
  });

  it('find no part of what is left out', () => {
    for (const text of [
      'card 4111 1111 1111 1111',
      'call 4111111111111111',
      'SSN 123-45-6789',
      'DE89 3704 0044 0532 0130 00',
    ])
      expect(createDetector({ types: ['PHONE'] }).detect(text)).toEqual([]);
  });

  it('find nothing that all together would not', () => {
    const emails = createDetector({ types: ['EMAIL'] });
    const cards = createDetector({ types: ['CREDIT_CARD'] });
    fc.assert(
      fc.property(composed(20), (sample) => {
        for (const [one, type] of [
          [emails, 'EMAIL'],
          [cards, 'CREDIT_CARD'],
        ] as const)
          expect(one.detect(sample).every((finding) => finding.type === type)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe('`locales`', () => {
  const texts = ['NHS number 9434765919', 'CPF 529.982.247-25', 'PESEL 44051401359', 'EIN 91-1144442'];
  const typesOf = (locales: readonly string[] | 'all') => {
    const detector = createDetector({ locales });
    return texts.flatMap((text) => detector.detect(text).map(({ type }) => type));
  };
  it('choose whose identifiers are looked for', () => {
    expect(typesOf('all')).toEqual(['UK_NHS', 'BR_CPF', 'PL_PESEL', 'US_EIN']);
    expect(typesOf(['gb'])).toEqual(['UK_NHS']);
    expect(typesOf(['br', 'us'])).toEqual(['BR_CPF', 'US_EIN']);
    expect(typesOf([])).toEqual([]);
  });
  it('leave what is of no country', () => {
    const detector = createDetector({ locales: [] });
    expect(detector.detect('IMEI 490154203237518').map(({ type }) => type)).toEqual(['IMEI']);
    expect(detector.detect('jane@example.com').map(({ type }) => type)).toEqual(['EMAIL']);
  });
});

it('several types in one text', () => {
  expect(
    found('b 212-555-0123, password=x1y2 a@b.com 123-45-6789 http://u:p4ss@h.example/ 4111111111111111'),
  ).toEqual([
    'PHONE 212-555-0123',
    'SECRET x1y2',
    'EMAIL a@b.com',
    'US_SSN 123-45-6789',
    'SECRET p4ss',
    'CREDIT_CARD 4111111111111111',
  ]);
});
