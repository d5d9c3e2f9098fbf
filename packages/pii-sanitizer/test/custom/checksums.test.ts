import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHECKSUM_NAMES, type ChecksumName, passesChecksum } from '../../src/custom/checksums.ts';

// Published examples: ISO/IEC 7812-1 and ISO 7064, the IBAN registry, Wikipedia for Verhoeff and Damm, ORCID's own, a GTIN of GS1.
const VALID: Record<ChecksumName, readonly string[]> = {
  luhn: ['79927398713', '4111 1111 1111 1111'],
  verhoeff: ['2363', '123451'],
  damm: ['5724', '112946'],
  gs1: ['4006381333931', '73513537', '0614141123452'],
  mod97: ['79444', 'WEST12345698765432GB82'],
  'mod11-10': ['07945', '86095742719'],
  'mod11-2': ['0000-0002-1825-0097', '0000-0002-1694-233X'],
};

describe('checksums', () => {
  it.each(CHECKSUM_NAMES)('%s passes what is known to be right', (name) => {
    for (const text of VALID[name]) expect(passesChecksum(name, text), text).toBe(true);
  });

  it.each(CHECKSUM_NAMES)('%s sees one wrong digit', (name) => {
    const [right = ''] = VALID[name];
    fc.assert(
      fc.property(fc.nat(right.length - 1), fc.integer({ min: 1, max: 9 }), (at, more) => {
        const digit = Number(right[at]);
        fc.pre(/\d/.test(right[at] ?? ''));
        expect(passesChecksum(name, right.slice(0, at) + ((digit + more) % 10) + right.slice(at + 1))).toBe(
          false,
        );
      }),
    );
  });

  it.each(CHECKSUM_NAMES)('%s refuses what has other characters, or too few', (name) => {
    for (const text of ['', '1', 'é23', '12,3', '١٢٣']) expect(passesChecksum(name, text), text).toBe(false);
  });
});
