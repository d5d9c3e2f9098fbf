// Identifiers of the United States and Canada. Social security numbers are found by the detector itself.
import { isLuhn, isNumber, luhnSum, sums, weightedSum } from './checksums.ts';
import { type Identifier, identifier } from './identifier.ts';

const EIN_PREFIX = /^(0[1-6]|1[0-6]|2[0-7]|[35]\d|[468][0-8]|7[1-7]|9[0-589])\d{7}$/;
const ITIN = /^9\d\d(5\d|6[0-5]|7\d|8[0-8]|9[0-24-9])\d{4}$/;
const MBI =
  /^[1-9][AC-HJKMNP-RT-Y][\dAC-HJKMNP-RT-Y]\d[AC-HJKMNP-RT-Y][\dAC-HJKMNP-RT-Y]\d[AC-HJKMNP-RT-Y]{2}\d\d$/;

const isRoutingSum = sums('371371371', 10);

export const NORTH_AMERICA: readonly Identifier[] = [
  identifier(
    'US_ITIN|itin|taxpayer|tax id|TIN',
    '###-##-####',
    '#########|### ## ####|###.##.####|###-######|#####-####',
    0.05,
    ITIN,
    { source: 'https://www.irs.gov/tin/itin' },
  ),
  identifier(
    'US_EIN|EIN|FEIN|my ein|ein number|employer id|federal tax id|' + 'business tax id',
    '',
    '##-#######|#########',
    0.8,
    EIN_PREFIX,
    {
      source:
        'https://www.irs.gov/businesses/small-businesses-self-employed/how-eins-are-assigned-and-valid-ein-prefixes',
    },
  ),
  identifier(
    'US_NPI|npi|national provider|provider id|provider number|taxonomy',
    '',
    '##########|####_###_###',
    0.02,
    // Luhn over the number behind 80840, the prefix of US health care, whose own sum is 24.
    (text) => isNumber(text, 10) && /^[12]/.test(text) && (luhnSum(text) + 24) % 10 === 0,
    {
      source:
        'https://www.cms.gov/Regulations-and-Guidance/Administrative-Simplification/NationalProvIdentStand',
    },
  ),
  identifier(
    'US_DEA|DEA|my dea|dea number|dea registration|drug enforcement|prescriber|certificate number|' +
      'medical license|controlled substance',
    '',
    'AA#######|A########|AA-#######',
    0.07,
    (text) => /^[A-HJ-MPR-UX][A-Z9]\d{7}$/.test(text) && weightedSum(text, '1212129', 2) % 10 === 0,
    { source: '21 CFR 1301.13; https://www.deadiversion.usdoj.gov' },
  ),
  identifier(
    'US_MBI|mbi|medicare|medicaid|beneficiary|HICN|CMS',
    '#A*#-A*#-AA##|#A*#A*#AA##',
    '#A*# A*# AA##',
    0.2,
    MBI,
    {
      source:
        'https://www.cms.gov/medicare/new-medicare-card/understanding-new-medicare-beneficiary-identifier-mbi',
    },
  ),
  identifier(
    'ABA|ABA|RTN|aba number|aba routing|routing number|routing no|routing code|routing transit|' +
      'bank routing|transit number|american bankers association',
    '',
    '#########|####_####_#',
    0.04,
    (text) => /^(0\d|1[0-2]|2[1-9]|3[0-2]|6[1-9]|7[0-2]|80)/.test(text) && isRoutingSum(text),
    { source: 'ABA Key to Routing Numbers; https://www.aba.com/about-us/routing-number', locale: 'us' },
  ),
  identifier(
    'US_BANK|bank account|banking account|checking account|savings account|deposit account|' +
      'account number|account no|acct|direct deposit|debit account',
    '',
    '#{8,17}',
    1,
    /^(?!(\d)\1+$)\d{8,17}$/,
    { source: 'NACHA operating rules: account number of up to 17 digits' },
  ),
  identifier(
    'US_PASSPORT|passport|travel document',
    '',
    '#########|A########',
    1,
    /^(?!123456789$)[A-Z\d]\d{8}$/,
    { source: 'https://travel.state.gov/content/travel/en/passports.html; ICAO Doc 9303' },
  ),
  identifier(
    'US_DRIVER_LICENSE|driver licen|driver s licen|driving licen|driving permit|driver permit|' +
      'license number|licence number|license no|dl number|DLN',
    '',
    '#{6,14}|################|A#{4,14}|AA#{3,7}|AA######A|A######A|#######A|########A|########AA|' +
      '#########A|###AA####|##AAA#####|AAA######|AAAAA#######|AAA**AA###A#|##-###-####|A###-####-####|' +
      'A###-####-####-##|A##-##-####|A###-###-##-###-#|A-###-###-###-###|A ### ### ### ###|' +
      'A#### ##### #####|### ### ###|## ### ###',
    1,
    /^(?=.*\d{3})[A-Z\d]{5,16}$/,
    { source: 'AAMVA D20 state formats' },
  ),
  identifier(
    'CA_SIN|SIN|NAS|my sin|sin number|sin no|social insurance|mon nas|numero nas|assurance sociale',
    '',
    '#########|###_###_###',
    0.08,
    (text) => isNumber(text, 9) && /^[1-79]/.test(text) && isLuhn(text),
    { source: 'https://www.canada.ca/en/employment-social-development/services/sin.html' },
  ),
];
