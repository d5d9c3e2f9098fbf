import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSanitizer } from '../../src/index.ts';

const { detect, redact } = createSanitizer();

/** Texts made of the pieces that the rules care about, so that their edges meet in every way. */
const piece = fc.constantFrom(
  ...[
    'a@b.com',
    '@',
    '.',
    '-',
    ' ',
    '+',
    '(',
    ')',
    '[',
    ']',
    '"',
    "'",
    '\\',
    ':',
    '=',
    '//',
    '/',
    '\n',
    ',',
    'x',
    'dead',
  ],
  ...[
    '555',
    '123',
    '4567',
    '12',
    '1',
    '4111',
    '5551234567',
    '+44',
    'password',
    'token',
    'key',
    'api',
    'Bearer ',
    'http',
  ],
  ...[
    '[EMAIL]',
    '[REDACTED]',
    '[PHONE]',
    'é',
    '\u00a0',
    '_',
    'call',
    'ext',
    'com',
    'string',
    `$\{A}`,
    ';',
    '&',
    '%',
  ],
);
const text = fc.oneof(
  fc.array(piece, { maxLength: 24 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 60 }),
);

describe('redact', () => {
  it('returns the same string when there is nothing to do', () => {
    for (const clean of ['', 'plain', 'a: b = c', '12:30 on 2026-11-23', '@everyone'])
      expect(redact(clean)).toBe(clean);
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(text, (input) => {
        const once = redact(input);
        expect(redact(once)).toBe(once);
      }),
      { numRuns: 5_000 },
    );
  });

  it('agrees with detect, whose findings are sorted, disjoint and not empty', () => {
    fc.assert(
      fc.property(text, (input) => {
        let last = 0;
        for (const { start, end } of detect(input)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(input.length);
          last = end;
        }
        expect(redact(input) === input).toBe(detect(input).length === 0);
      }),
      { numRuns: 2_000 },
    );
  });

  it('removes what stands between words, wherever it stands', () => {
    const secret = fc.constantFrom('jane@example.com', '555-123-4567', '123-45-6789', '4111 1111 1111 1111');
    const words = fc.array(fc.constantFrom('the', 'plan', 'is', 'ready', '(now)', 'é'), { maxLength: 6 });
    fc.assert(
      fc.property(words, secret, words, (before, value, after) => {
        expect(redact([...before, value, ...after].join(' '))).not.toContain(value);
      }),
    );
  });

  it('fails closed at the length limit', () => {
    const small = createSanitizer({ limits: { maxStringChars: 10 } });
    expect(small.redact('a'.repeat(10))).toBe('a'.repeat(10));
    expect(small.redact('a'.repeat(11))).toBe('[REDACTED]');
  });
});
