// The words that say what a number is: before it or behind it, in many languages, as a key, in a list; and how far they reach.
import { describe, expect, it } from 'vitest';
import { createSanitizer } from '../../src/index.ts';
import { found, foundOf } from './found.ts';

describe('words in their languages', () => {
  it.each([
    ['UK_NHS', '943 476 5919', ['NHS number', 'nhs no.', 'NHS:', 'National Health Service']],
    [
      'CA_SIN',
      '193 456 787',
      ['SIN', 'social insurance number', 'numéro d’assurance sociale', 'NUMERO D’ASSURANCE SOCIALE'],
    ],
    ['DE_TAX_ID', '86095742719', ['Steuer-ID', 'steuerliche Identifikationsnummer', 'IdNr.', 'tax id']],
    ['PL_PESEL', '44051401359', ['PESEL', 'nr PESEL:', 'pesel']],
    ['SE_PERSONNUMMER', '811228-9874', ['personnummer', 'Personnummer:', 'personal identity number']],
    ['DK_CPR', '211062-5629', ['CPR-nummer', 'CPR', 'cpr-nr.']],
    ['KR_RRN', '9710131019902', ['주민등록번호', '주민등록번호:']],
    ['TH_TNIN', '1234567890121', ['เลขประจำตัวประชาชน']],
    ['BG_EGN', '7523169263', ['егн', 'егн:', 'ЕГН', 'Единен граждански номер:']],
    ['NL_BSN', '111222333', ['BSN', 'burgerservicenummer', 'Burgerservicenummer (BSN):']],
    ['US_NPI', '1003000126', ['NPI', 'national provider identifier', 'npi:']],
  ])('of %s', (type, value, words) => {
    for (const word of words) {
      expect([word, foundOf(type, `${word} ${value} is on file`)]).toEqual([word, [value]]);
      expect([word, foundOf(type, value, word)]).toEqual([word, [value]]);
    }
    expect(foundOf(type, `the entry ${value} is on file`)).toEqual([]);
  });
});

describe('where a word stands', () => {
  it.each([
    'NPI 1003000126',
    'NPI: 1003000126',
    'NPI=1003000126',
    'npi: "1003000126"',
    '{"npi":"1003000126"}',
    '{"npi": 1003000126}',
    "{'npi': '1003000126'}",
    '{\\"npi\\":\\"1003000126\\"}',
    '<npi>1003000126</npi>',
    'provider_npi=1003000126',
    'providerNpi: 1003000126',
    'NPI (1003000126)',
    'the 1003000126 NPI',
    '1003000126 is the NPI',
    'NPI\n1003000126',
    'NPI\\n1003000126',
  ])('%j', (text) => expect(foundOf('US_NPI', text)).toEqual(['1003000126']));

  it('far away says nothing', () => {
    expect(foundOf('US_NPI', `NPI ${'and so on '.repeat(6)}1003000126`)).toEqual([]);
    expect(foundOf('US_NPI', `1003000126 ${'and so on '.repeat(6)}NPI`)).toEqual([]);
  });

  it('beyond a placeholder says nothing, or redacting twice would go on', () => {
    const { redact } = createSanitizer();
    expect(foundOf('US_NPI', 'NPI [EMAIL] 1003000126')).toEqual([]);
    const once = redact('NPI 1003000126 1003000126');
    expect(redact(once)).toBe(once);
  });

  it('counts up to 48 characters before the place, whatever stands before it', () => {
    const between = (size: number) => `: ${'x'.repeat(size - 3)} `;
    for (const before of ['', 'jane@example.com, ', '[EMAIL], ', '123-45-6789; ']) {
      // The word itself has to begin within them.
      expect(foundOf('US_SSN', `${before}ssn${between(45)}123456789.`)).toContain('123456789');
      expect(foundOf('US_SSN', `${before}ssn${between(46)}123456789.`)).not.toContain('123456789');
    }
  });

  it('is read whole where another place ended within it', () => {
    // What is looked at behind the card's number ends within `\\n`, and within `phoneNumber`.
    for (const gap of [3, 4, 5, 6, 7, 8]) {
      const before = `4012888888881881 ${'.'.repeat(gap)} some words,`;
      expect([gap, foundOf('IN_PAN', `${before} \\nPAN ABCPE1234F.`)]).toEqual([gap, ['ABCPE1234F']]);
      expect([gap, foundOf('PHONE', `${before} phoneNumber 5551234.`)]).toEqual([gap, ['5551234']]);
    }
  });

  it('within another word says nothing', () => {
    expect(foundOf('US_NPI', 'snpier 1003000126 here')).toEqual([]);
    expect(foundOf('PHONE', 'hotel 5551234 rooms')).toEqual([]);
    expect(foundOf('PHONE', 'cancellation 5551234')).toEqual([]);
  });
});

describe('lists', () => {
  it('go on from one to the next of the same kind', () => {
    expect(foundOf('US_NPI', 'NPI 1003000126, 1234567893 and 1245319599')).toEqual([
      '1003000126',
      '1234567893',
      '1245319599',
    ]);
    expect(found('call 5550100, 5550101, 5550102')).toEqual([
      'PHONE 5550100',
      'PHONE 5550101',
      'PHONE 5550102',
    ]);
  });
  it('end where something else begins', () => {
    expect(found('call 5550100. Order 5550101')).toEqual(['PHONE 5550100']);
  });
  it('end with the record of a log', () => {
    const record = '2026-11-24T12:34:56Z, 123 45 6789, sent';
    expect(found(record)).toEqual(['US_SSN 123 45 6789']);
    expect(found(`call 555-123-4567\n${record}`)).toEqual(['PHONE 555-123-4567', 'US_SSN 123 45 6789']);
  });
});
