// Vehicle identification numbers, which no country issues.
import { digit, isNumber } from './checksums.ts';
import type { Identifier } from './identifier.ts';

/** Values of A to Z; I, O and Q are not used. */
const VALUES = '12345678012345070923456789';
const WEIGHTS = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];

/** The ninth character checks the others; Europe does not ask for it, North America does. */
function isVin(text: string): boolean {
  if (!/^(?=\d*[A-Z])[A-HJ-NPR-Z\d]{8}[X\d][A-HJ-NPR-Z\d]{8}$/.test(text) || isNumber(text, 17)) return false;
  let sum = 0;
  for (let at = 0; at < 17; at += 1) {
    const code = text.charCodeAt(at);
    sum += (code < 65 ? code - 48 : digit(VALUES, code - 65)) * (WEIGHTS[at] ?? 0);
  }
  return '0123456789X'.charAt(sum % 11) === text.charAt(8);
}

export const VEHICLES: readonly Identifier[] = [
  {
    type: 'US_VIN',
    locale: 'any',
    proven: [],
    inContext: ['*****************'],
    chance: 0.007,
    check: isVin,
    context: [
      'vin',
      'vehicle',
      'chassis',
      'fahrgestellnummer',
      'fahrzeug identifizierungsnummer',
      'numero de chasis',
      'bastidor',
      'telaio',
      'FIN',
      'car',
    ],
    source: 'ISO 3779; 49 CFR 565.15',
  },
];
