// Checks that find every single wrong digit find each of them; those of the table that cannot are not listed.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IDENTIFIERS } from '../../src/identifiers/identifiers.ts';
import { everyFill, template } from './templates.ts';

/** Type, template of what stands before the check characters, form of these. */
const CHECKS: readonly (readonly [type: string, body: string, tail: string])[] = [
  ['US_NPI', '[12]########', '#'],
  ['ABA', '{01|07|12|21|32|61|72|80}######', '#'],
  ['CA_SIN', '[1-7]#######', '#'],
  ['UK_NHS', '#########', '#'],
  ['IMEI', '##############', '#'],
  ['DE_TAX_ID', '{1234567894|5203461792|1123456789}', '#'],
  ['FR_NIR', '[12]##{01|05|12}##{101|123}###', '##'],
  ['IT_VAT_CODE', '##########', '#'],
  ['ES_NIF', '########', 'A'],
  ['ES_NIE', 'X#######', 'A'],
  ['CH_AVS', '756#########', '#'],
  ['CH_UID', 'CHE########', '#'],
  ['NL_BSN', '########', '#'],
  ['IE_PPS', '#######', 'A'],
  ['SE_PERSONNUMMER', 'yymmdd###', '#'],
  ['FI_PERSONAL_IDENTITY_CODE', 'ddmmyyA###', '*'],
  ['NO_FNR', 'ddmm[4-9]#[0-4]##', '##'],
  ['PL_PESEL', 'yymmdd####', '#'],
  ['HR_OIB', '##########', '#'],
  ['GR_AMKA', 'ddmmyy####', '#'],
  ['AT_VAT', '{ATU}#######', '#'],
  ['LU_VAT', 'LU######', '##'],
  ['MT_VAT', 'MT######', '##'],
  ['AU_TFN', '########', '#'],
  ['AU_ABN', '[2-9]########', '##'],
  ['IN_AADHAAR', '[2-9]##########', '#'],
  ['CN_RIC', '110105yyyymmdd###', '*'],
  ['HK_HKID', 'A######', '*'],
  ['SG_NRIC_FIN', '[STFGM]#######', 'A'],
  ['SG_UEN', '########', 'A'],
  ['CL_RUT', '[1-9]#######', '*'],
  ['ZA_ID_NUMBER', 'yymmdd####{08|19}', '#'],
  ['TR_NATIONAL_ID', '[1-9]########', '##'],
  ['IL_IDNR', '########', '#'],
  ['NG_NIN', '##########', '#'],
];

/** The text with each of its digits changed to each other one. */
function oneDigitChanged(text: string): string[] {
  return [...text].flatMap((char, at) =>
    /\d/.test(char)
      ? [...'0123456789']
          .filter((other) => other !== char)
          .map((other) => text.slice(0, at) + other + text.slice(at + 1))
      : [],
  );
}

describe('a wrong digit', () => {
  it.each(CHECKS)('is found in %s', (type, body, tail) => {
    const row = IDENTIFIERS.find((each) => each.type === type);
    const tails = everyFill(tail);
    let tried = 0;
    fc.assert(
      fc.property(template(body), (start) => {
        for (const valid of tails.map((end) => start + end).filter((text) => row?.check(text))) {
          tried += 1;
          expect([valid, oneDigitChanged(valid).filter((wrong) => row?.check(wrong))]).toEqual([valid, []]);
        }
      }),
      { numRuns: 40 },
    );
    expect(tried).toBeGreaterThan(10);
  });
});
