// The rows on texts: which words speak of a number, which numbers need none, and what technical text must not give.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IDENTIFIERS } from '../../src/identifiers/identifiers.ts';
import { EXAMPLES } from './examples.ts';
import { findIdentifiers } from './reference-matcher.ts';

const IN_CONTEXT: readonly (readonly [text: string, type: string, value: string])[] = [
  ['The patient (NHS no. 943 476 5919) was seen today.', 'UK_NHS', '943 476 5919'],
  ['NPI: 1003000126', 'US_NPI', '1003000126'],
  ['{"routing_number":"021000021"}', 'ABA', '021000021'],
  ['wire it to checking account 000123456789 please', 'US_BANK', '000123456789'],
  ["Driver's license D1234567, Sacramento", 'US_DRIVER_LICENSE', 'D1234567'],
  ['my passport is A48296495', 'US_PASSPORT', 'A48296495'],
  ['EIN 91-1144442', 'US_EIN', '91-1144442'],
  ['VIN=1M8GDM9AXKP042788 color=red', 'US_VIN', '1M8GDM9AXKP042788'],
  ['SIN 193-456-787', 'CA_SIN', '193-456-787'],
  ['numéro d’assurance sociale : 193 456 787', 'CA_SIN', '193 456 787'],
  ['Steuer-ID 86095742719', 'DE_TAX_ID', '86095742719'],
  ['Steuernummer: 93/815/08152', 'DE_TAX_NUMBER', '93/815/08152'],
  ['Personalausweis Nr. L01X00T47', 'DE_ID_CARD', 'L01X00T47'],
  ['Reisepass C01X00T47', 'DE_PASSPORT', 'C01X00T47'],
  ['Amtsgericht München, HRB 31', 'DE_HANDELSREGISTER', 'HRB 31'],
  ['das Kennzeichen HH-AB 1234 wurde gesehen', 'DE_KFZ', 'HH-AB 1234'],
  ['Führerschein B072RRE2I55', 'DE_FUEHRERSCHEIN', 'B072RRE2I55'],
  ['Krankenkasse: T238409955', 'DE_HEALTH_INSURANCE', 'T238409955'],
  ['Betriebsstättennummer 021234568', 'DE_BSNR', '021234568'],
  ['LANR 304055766', 'DE_LANR', '304055766'],
  ['numéro fiscal 3023217600053', 'FR_NIF', '3023217600053'],
  ['partita IVA 00743110157', 'IT_VAT_CODE', '00743110157'],
  ["carta d'identità CA12345AA", 'IT_IDENTITY_CARD', 'CA12345AA'],
  ['passaporto YA1841691', 'IT_PASSPORT', 'YA1841691'],
  ['patente CR8322850E', 'IT_DRIVER_LICENSE', 'CR8322850E'],
  ['Mi pasaporte es TWP485641.', 'ES_PASSPORT', 'TWP485641'],
  ['contribuinte 501964843', 'PT_NIF', '501964843'],
  ['burgerservicenummer 111222333', 'NL_BSN', '111222333'],
  ['Postkonto 01-162-8', 'CH_POST_ACCOUNT', '01-162-8'],
  ['SV-Nummer 1237 010180', 'AT_SVNR', '1237 010180'],
  ['PPS number 1234567FA', 'IE_PPS', '1234567FA'],
  ['personnummer 811228-9874', 'SE_PERSONNUMMER', '811228-9874'],
  ['org.nr 556016-0680', 'SE_ORGANISATIONSNUMMER', '556016-0680'],
  ['CPR-nummer: 211062-5629', 'DK_CPR', '211062-5629'],
  ['PESEL 44051401359', 'PL_PESEL', '44051401359'],
  ['CNP: 1630615123457', 'RO_CNP', '1630615123457'],
  ['егн 7523169263', 'BG_EGN', '7523169263'],
  ['rodné číslo 710319/2745', 'CZ_RC', '710319/2745'],
  ['personas kods 161175-19997', 'LV_PK', '161175-19997'],
  ['USt-IdNr. DE 129 273 398', 'DE_VAT_ID', 'DE 129 273 398'],
  ['btw-nummer NL 004495445B01', 'NL_VAT', 'NL 004495445B01'],
  ['isikukood 36805280109', 'EE_IK', '36805280109'],
  ['asmens kodas 33309240064', 'LT_AK', '33309240064'],
  ['TFN 123 456 782', 'AU_TFN', '123 456 782'],
  ['ABN 51 824 753 556', 'AU_ABN', '51 824 753 556'],
  ['ACN: 004 085 616', 'AU_ACN', '004 085 616'],
  ['Medicare 2428 77813 2', 'AU_MEDICARE', '2428 77813 2'],
  ['Aadhaar 2341-2341-2346', 'IN_AADHAAR', '2341-2341-2346'],
  ['PAN card: ABCPE1234F', 'IN_PAN', 'ABCPE1234F'],
  ['voter id UXW4816102', 'IN_VOTER', 'UXW4816102'],
  ['주민등록번호 9710131019902', 'KR_RRN', '9710131019902'],
  ['사업자등록번호: 116-82-00276', 'KR_BRN', '116-82-00276'],
  ['マイナンバー 1234 5678 9018', 'JP_MY_NUMBER', '1234 5678 9018'],
  ['เลขประจำตัวประชาชน 1234567890121', 'TH_TNIN', '1234567890121'],
  ['T.C. Kimlik No 17291716060', 'TR_NATIONAL_ID', '17291716060'],
  ['plaka: 34 ABC 123', 'TR_LICENSE_PLATE', '34 ABC 123'],
  ['NIN 38426620123', 'NG_NIN', '38426620123'],
  ['plate number LSR-818FK', 'NG_VEHICLE_REGISTRATION', 'LSR-818FK'],
  ['CPF 39053344705', 'BR_CPF', '39053344705'],
  ['IMEI 490154203237518', 'IMEI', '490154203237518'],
];

describe('identifiers in texts', () => {
  it.each(IN_CONTEXT)('%s', (text, type, value) => {
    expect(findIdentifiers(text)).toEqual([{ type, value }]);
  });

  it.each(IN_CONTEXT)('needs its word: %s', (_text, type, value) => {
    const found = findIdentifiers(`Then ${value} came up in the meeting.`);
    expect(found.filter((match) => match.type === type)).toEqual([]);
  });

  const proven = IDENTIFIERS.filter((row) => row.proven.length > 0);
  it.each(proven)('$type is proof by itself in one of its forms', ({ type, proven: forms }) => {
    const classes: Record<string, string> = { '#': '\\d', A: '[A-Z]', '*': '[A-Z\\d]', '.': '[.]' };
    const shapes = forms.map(
      (form) => new RegExp(`^${form.replace(/[#A*.]/g, (char) => classes[char] ?? '')}$`),
    );
    const example = EXAMPLES[type]?.find((value) => shapes.some((shape) => shape.test(value)));
    const found = findIdentifiers(`The entry ${example} was added, and (${example}) too.`);
    expect(found.map((match) => match.value)).toEqual([example, example]);
    expect(found[0]?.type).toBe(type);
  });

  it('decides by the word between types that are written alike', () => {
    const both = '1234567893'; // passes as an NPI and reads as a telephone number of ten digits
    expect(findIdentifiers(`NPI ${both}`)).toEqual([{ type: 'US_NPI', value: both }]);
    expect(findIdentifiers(`number ${both} today`)).toEqual([]);
    for (const [word, type] of [
      ['BSN', 'NL_BSN'],
      ['TFN', 'AU_TFN'],
      ['teudat zehut', 'IL_IDNR'],
    ]) {
      expect(findIdentifiers(`${word} 123456782`)).toEqual([{ type, value: '123456782' }]);
    }
  });

  it('leaves pieces of longer tokens alone', () => {
    for (const text of [
      'x756.9217.0769.85',
      '1.756.9217.0769.85.2',
      'req-529.982.247-25-7',
      '/12345678Z/87654321X/path',
      'sha 12345678Zab',
    ]) {
      expect([text, findIdentifiers(text)]).toEqual([text, []]);
    }
  });

  it('does not take words for the letters of a number', () => {
    for (const text of [
      'el teléfono de 912 345 678',
      'output grew by 123456 a year',
      'plates 34 and 36, 12 to 18',
      'si 50223054 no',
    ]) {
      expect([text, findIdentifiers(text)]).toEqual([text, []]);
    }
  });

  it('gives next to nothing in technical text', () => {
    const digits = (size: number) =>
      fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: size, maxLength: size });
    const token = fc.oneof(
      digits(9),
      digits(10),
      digits(11),
      digits(12),
      digits(13),
      digits(16),
      digits(19),
      fc.integer({ min: 1_600_000_000, max: 1_900_000_000 }).map(String),
      fc.integer({ min: 1_600_000_000_000, max: 1_900_000_000_000 }).map(String),
      fc.uuid(),
      fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 7, maxLength: 40 }),
      fc.tuple(fc.nat(99), fc.nat(999), fc.nat(9999)).map((parts) => parts.join('.')),
      fc.ipV4(),
      fc.ipV6(),
      fc.tuple(digits(4), digits(2), digits(2)).map((parts) => parts.join('-')),
    );
    const name = fc.constantFrom('offset', 'job', 'took', 'bytes', 'trace', 'order', 'epoch', 'sequence');
    const line = fc.tuple(name, token, name, token).map((parts) => parts.join(' '));
    const text = fc
      .sample(fc.array(line, { minLength: 4_000, maxLength: 4_000 }), { seed: 5, numRuns: 1 })[0]!
      .join('\n');
    expect(findIdentifiers(text).length / (text.length / 1_000_000)).toBeLessThan(10);
  });
});
