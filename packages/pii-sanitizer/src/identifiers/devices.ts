// Numbers of devices.
import { isLuhn, ofDigits } from './checksums.ts';
import { type Identifier, identifier } from './identifier.ts';

export const DEVICES: readonly Identifier[] = [
  identifier(
    'IMEI|imei|mobile equipment|device id|handset',
    '',
    '###############|##_######_######_#|######-##-######-#',
    0.1,
    ofDigits(15, isLuhn),
    { source: '3GPP TS 23.003, clause 6 and annex B', locale: 'any' },
  ),
];
