// Numbers of devices.
import { isLuhn, isNumber } from './checksums.ts';
import type { Identifier } from './identifier.ts';

export const DEVICES: readonly Identifier[] = [
  {
    type: 'IMEI',
    locale: 'any',
    proven: [],
    inContext: ['###############', '##-######-######-#', '## ###### ###### #', '######-##-######-#'],
    chance: 0.1,
    check: (text) => isNumber(text, 15) && isLuhn(text),
    context: ['imei', 'mobile equipment', 'device id', 'handset'],
    source: '3GPP TS 23.003, clause 6 and annex B',
  },
];
