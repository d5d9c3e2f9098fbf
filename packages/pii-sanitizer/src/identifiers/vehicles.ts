// Vehicle identification numbers, which no country issues.
import { alphanumeric, digit, isNumber } from './checksums.ts';
import { type Identifier, identifier } from './identifier.ts';

/** Values of A to Z; I, O and Q are not used. */
const VALUES = '12345678012345070923456789';
const WEIGHTS = '8765432A098765432';

/** The ninth character checks the others; Europe does not ask for it, North America does. */
function isVin(text: string): boolean {
  if (!/^(?=\d*[A-Z])[A-HJ-NPR-Z\d]{8}[X\d][A-HJ-NPR-Z\d]{8}$/.test(text) || isNumber(text, 17)) return false;
  let sum = 0;
  for (let at = 0; at < 17; at += 1) {
    const code = text.charCodeAt(at);
    sum += (code < 65 ? code - 48 : digit(VALUES, code - 65)) * alphanumeric(WEIGHTS, at);
  }
  return '0123456789X'.charAt(sum % 11) === text.charAt(8);
}

export const VEHICLES: readonly Identifier[] = [
  identifier(
    'US_VIN|vin|vehicle|chassis|fahrgestellnummer|fahrzeug identifizierungsnummer|numero de chasis|' +
      'bastidor|telaio|FIN',
    '',
    '*****************',
    0.007,
    isVin,
    { source: 'ISO 3779; 49 CFR 565.15', locale: 'any' },
  ),
];
