// Agreement with stdnum, an independent library: on plausible numbers of each kind, both accept the very same endings.
import fc from 'fast-check';
import { stdnum } from 'stdnum';
import { describe, expect, it } from 'vitest';
import { IDENTIFIERS } from '../../src/identifiers/identifiers.ts';
import { everyFill, template } from './templates.ts';

/**
 * Type, validator, template of what stands before the check characters, form of these. Templates leave out what one of the two
 * refuses by choice: births in the future, numbers that a registry has never given out, and the like.
 */
const ORACLES: readonly (readonly [type: string, oracle: string, body: string, tail: string])[] = [
  ['US_EIN', 'US.ein', '##-', '1234567'],
  ['CA_SIN', 'CA.sin', '[1234567]#######', '#'],
  ['UK_NINO', 'GB.nino', 'AA######', 'A'],
  ['DE_TAX_ID', 'DE.idnr', '{1234567894|9876543217|5203461792|1123456789|1112345678|4703689281}', '#'],
  ['DE_SOCIAL_SECURITY', 'DE.svnr', '{12|24|65|53}{01|15|28}{01|07|12}##A##', '#'],
  ['DE_PASSPORT', 'DE.passport', '[CFGHJK]####[XYZ]###', '#'],
  ['FR_NIR', 'FR.nir', '[12]##{01|05|12}[1-9]#{101|123}##[1-9]', '##'],
  ['FR_NIR', 'FR.nir', '[12]##{01|05|12}2[AB]{101|123}##[1-9]', '##'],
  ['FR_NIF', 'FR.nif', '[0123]########[1-9]', '###'],
  ['IT_FISCAL_CODE', 'IT.codicefiscale', 'BCDRSM##[ABCDEHLMPRST]{01|12|28|41|68}A###', 'A'],
  ['IT_VAT_CODE', 'IT.iva', '[012]######{001|025|100}', '#'],
  ['ES_NIF', 'ES.dni', '[1-9]#######', 'A'],
  ['ES_NIE', 'ES.nie', '[XYZ]#######', 'A'],
  ['PT_NIF', 'PT.nif', '[1235689]#######', '#'],
  ['PT_CC', 'PT.cc', '#########**', '#'],
  ['BE_NN', 'BE.nn', '[4-9]#{0115|0630|1231}##[1-9][1-8]', '#'],
  ['NL_BSN', 'NL.bsn', '[1-9]#######', '#'],
  ['CH_AVS', 'CH.ssn', '756#########', '#'],
  ['CH_UID', 'CH.uid', 'CHE########', '#'],
  ['AT_SVNR', 'AT.vnr', '[1-9]##', '#170562'],
  ['IE_PPS', 'IE.pps', '#######', 'A'],
  ['IE_PPS', 'IE.pps', '#######', 'AH'],
  ['SE_PERSONNUMMER', 'SE.personnummer', 'yymmdd-###', '#'],
  ['SE_ORGANISATIONSNUMMER', 'SE.orgnr', '[5789]#[2-9]######', '#'],
  ['FI_PERSONAL_IDENTITY_CODE', 'FI.hetu', 'ddmmyy-###', '*'],
  ['FI_PERSONAL_IDENTITY_CODE', 'FI.hetu', '{150101|281216}[ABCDEF]###', '*'],
  ['DK_CPR', 'DK.cpr', 'ddmm[4-9]#[0-3]##', '#'],
  ['NO_FNR', 'NO.fodselsnummer', 'ddmm[4-9]#[0-4]##', '##'],
  ['IS_KENNITALA', 'IS.kennitala', 'ddmmyy##', '#9'],
  ['EE_IK', 'EE.ik', '[3456]yymmdd###', '#'],
  ['LT_AK', 'LT.asmens', '[34]yymmdd###', '#'],
  ['LV_PK', 'LV.pvn', '{0101|1507|3112}##1###', '#'],
  ['PL_PESEL', 'PL.pesel', 'yymmdd####', '#'],
  ['CZ_RC', 'CZ.rc', '[67]#{01|12|51|62}{01|15|28}##[1-9]', '#'],
  ['SK_RC', 'SK.rc', '[67]#{01|12|51|62}{01|15|28}##[1-9]', '#'],
  ['HU_ANUM', 'HU.anum', '#######', '#'],
  ['RO_CNP', 'RO.cnp', '[12]yymmdd{01|12|40|46}###', '#'],
  ['BG_EGN', 'BG.egn', 'yymmdd###', '#'],
  ['HR_OIB', 'HR.oib', '##########', '#'],
  ['SI_EMSO', 'SI.emso', '{0101|1507|3112}9[3-9]#50###', '#'],
  ['GR_AMKA', 'GR.amka', 'ddmmyy####', '#'],
  ['AT_VAT', 'AT.uid', '{ATU}#######', '#'],
  ['BE_VAT', 'BE.vat', 'BE[01]######[1-9]', '##'],
  ['BG_VAT', 'BG.vat', 'BG[1-3]#######', '#'],
  ['CY_VAT', 'CY.vat', 'CY[03459]#######', 'A'],
  ['CZ_VAT', 'CZ.dic', 'CZ#######', '#'],
  ['DK_VAT', 'DK.cvr', 'DK[1-9]######', '#'],
  ['EE_VAT', 'EE.kmkr', 'EE########', '#'],
  ['ES_VAT', 'ES.nif', 'ES[ABFGHJNPQRSUVWXYZ1-9]#######', '*'],
  ['FI_VAT', 'FI.alv', 'FI#######', '#'],
  ['FR_VAT', 'FR.tva', 'FR', '##404833048'],
  ['GB_VAT', 'GB.vat', 'GB[1-9]######', '##'],
  ['GR_VAT', 'GR.vat', 'EL[1-9]#######', '#'],
  ['HR_VAT', 'HR.oib', 'HR##########', '#'],
  ['HU_VAT', 'HU.anum', 'HU#######', '#'],
  ['IE_VAT', 'IE.vat', 'IE#######', 'A'],
  ['LT_VAT', 'LT.pvm', 'LT#######1', '#'],
  ['LT_VAT', 'LT.pvm', 'LT##########1', '#'],
  ['LU_VAT', 'LU.tva', 'LU######', '##'],
  ['LV_VAT', 'LV.pvn', 'LV[4-9]#########', '#'],
  ['MT_VAT', 'MT.vat', 'MT[1-9]#####', '##'],
  ['NL_VAT', 'NL.btw', 'NL[1-9]#######', '#B##'],
  ['PL_VAT', 'PL.nip', 'PL#########', '#'],
  ['PT_VAT', 'PT.nif', 'PT[1-9]#######', '#'],
  ['RO_VAT', 'RO.cif', 'RO[1-9]#######', '#'],
  ['SE_VAT', 'SE.vat', 'SE#########', '#01'],
  ['SI_VAT', 'SI.ddv', 'SI[1-9]######', '#'],
  ['SK_VAT', 'SK.dph', 'SK[234789]#[234789]#####', '##'],
  ['AU_TFN', 'AU.tfn', '########', '#'],
  ['AU_ABN', 'AU.abn', '#########', '##'],
  ['AU_ACN', 'AU.acn', '########', '#'],
  ['NZ_IRD', 'NZ.ird', '1[0-4]######', '#'],
  ['IN_AADHAAR', 'IN.aadhaar', '[2-9]##########', '#'],
  ['IN_PAN', 'IN.pan', 'AAA[ABCFGHJKLPT]A[1-9]###', 'A'],
  ['CN_RIC', 'CN.ric', '{110105|440106|320311}yyyymmdd###', '*'],
  ['HK_HKID', 'HK.hkid', '[ABCDGKZ]######', '*'],
  ['TW_NATID', 'TW.natid', 'A[12]#######', '#'],
  ['KR_BRN', 'KR.brn', '[1-7][1-9][1-9]{01|12|81|86}[1-9]###', '#'],
  ['SG_UEN', 'SG.uen', '########', 'A'],
  ['SG_UEN', 'SG.uen', '19#######', 'A'],
  ['SG_UEN', 'SG.uen', '[TSR]{00|08|15}{LP|RF|PA|FC}####', 'A'],
  ['MY_NRIC', 'MY.nric', 'yymmdd{01|14|21|59|82}###', '#'],
  ['TH_TNIN', 'TH.idnr', '[1-8]{10|30|57|96}#########', '#'],
  ['BR_CPF', 'BR.cpf', '#########', '##'],
  ['BR_CNPJ', 'BR.cnpj', '########0001', '##'],
  ['MX_CURP', 'MX.curp', 'GOXWyymmdd[HM]{AS|DF|NE}BCD[0A]', '#'],
  ['AR_CUIT', 'AR.cuit', '{20|23|24|27|30|33|34}########', '#'],
  ['CL_RUT', 'CL.rut', '[1-9]#######', '*'],
  ['CO_NIT', 'CO.nit', '[1-9]########', '#'],
  ['UY_CI', 'UY.cedula', '[1-9]######', '#'],
  ['ZA_ID_NUMBER', 'ZA.idnr', 'yymmdd####{08|09|18}', '#'],
  ['TR_NATIONAL_ID', 'TR.tckimlik', '[1-9]########', '##'],
  ['IL_IDNR', 'IL.idnr', '########', '#'],
];

function validator(path: string): (value: string) => boolean {
  const [country = '', name = ''] = path.split('.');
  const found = (stdnum as Record<string, Record<string, { validate(value: string): { isValid: boolean } }>>)[
    country
  ]?.[name];
  if (found === undefined) throw new Error(`stdnum has no ${path}`);
  return (value) => found.validate(value).isValid;
}

describe('stdnum', () => {
  it.each(ORACLES)('%s and %s agree on %s%s', (type, oracle, body, tail) => {
    const row = IDENTIFIERS.find((each) => each.type === type);
    const accepts = validator(oracle);
    const tails = everyFill(tail);
    let accepted = 0;
    fc.assert(
      fc.property(template(body), (start) => {
        const theirs = tails.filter((end) => accepts(start + end));
        const ours = tails.filter((end) => row?.check((start + end).replace('-', '')));
        accepted += theirs.length;
        expect([start, ours]).toEqual([start, theirs]);
      }),
      { numRuns: tails.length > 50 ? 10 : 50 },
    );
    expect(accepted).toBeGreaterThan(0);
  });
});
