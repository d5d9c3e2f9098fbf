// Detectors of one's own inside a sanitizer.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defineDetector } from '../../src/detectors.ts';
import { createSanitizer } from '../../src/index.ts';

const employee = defineDetector({ type: 'EMPLOYEE_ID', pattern: 'EMP-\\d{4,6}' });
const badge = defineDetector({
  type: 'BADGE',
  pattern: '\\d{6}',
  context: { before: ['badge'] },
  placeholder: '[STAFF_BADGE]',
});
const { detect, redact, sanitize, inspect } = createSanitizer({ detectors: [employee, badge] });

describe('createSanitizer with detectors', () => {
  it('finds and replaces what they find, beside the rest', () => {
    const text = 'EMP-12345 has badge 123456, mail jane@example.com';
    expect(detect(text).map(({ type }) => type)).toEqual(['EMPLOYEE_ID', 'BADGE', 'EMAIL']);
    expect(redact(text)).toBe('[EMPLOYEE_ID] has badge [STAFF_BADGE], mail [EMAIL]');
  });

  it('takes keys as context, and finds in keys', () => {
    expect(sanitize({ badgeNo: '123456', order: '123456', 'EMP-12345': 1 })).toEqual({
      badgeNo: '[STAFF_BADGE]',
      order: '123456',
      '[EMPLOYEE_ID]': 1,
    });
    expect(inspect({ a: ['EMP-12345'] }).findings).toMatchObject([{ type: 'EMPLOYEE_ID', pointer: '/a/0' }]);
  });

  it('obeys policies and lists', () => {
    const masked = createSanitizer({
      detectors: [employee],
      policies: { types: { EMPLOYEE_ID: () => '#' } },
    });
    expect(masked.redact('EMP-12345')).toBe('#');
    expect(
      createSanitizer({ detectors: [employee], allow: ['EMP-12345'] }).redact('EMP-12345 EMP-1234'),
    ).toBe('EMP-12345 [EMPLOYEE_ID]');
  });

  it('finds what is hidden by characters that do not show', () => {
    expect(redact('see E\u200bMP-12\u00ad345 now')).toBe('see [EMPLOYEE_ID] now');
  });

  it('changes nothing the second time', () => {
    const part = fc.constantFrom('EMP-12345', 'badge', '123456', 'password=', ' ', '[', ']', '"', 'x');
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 12 }).map((parts) => parts.join('')),
        (text) => {
          const once = redact(text);
          expect(redact(once)).toBe(once);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
