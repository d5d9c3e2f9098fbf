// Identifiers of France.
import { isNumber, remainder } from './checksums.ts';
import { type Identifier, identifier } from './identifier.ts';

const NIR = /^[12]\d\d(0[1-9]|1[0-2]|20)(0[1-9]|[1-9]\d|2[AB])\d{8}$/;

/** Sex, year, month, department, commune, order, key: 97 less the rest; 2A counts as 19, 2B as 18. */
function isNir(text: string): boolean {
  if (!NIR.test(text)) return false;
  const corsica = text.charAt(6);
  const body =
    corsica === 'A' || corsica === 'B'
      ? text.slice(0, 5) + (corsica === 'A' ? '19' : '18') + text.slice(7)
      : text;
  return remainder(body, 97, 0, 13) + Number(body.slice(13)) === 97;
}

export const FRANCE: readonly Identifier[] = [
  identifier(
    'FR_NIR|nir|securite sociale|numero de secu|numero secu|insee|carte vitale|social security',
    '###############|# ## ## ## ### ### ##|# ## ## #A ### ### ##|######A########|' +
      '#.##.##.##.###.###.##|#-##-##-##-###-###-##',
    '############# ##',
    0.0002,
    isNir,
    { source: 'https://www.insee.fr/fr/metadonnees/definition/c1409; décret n° 82-103' },
  ),
  identifier(
    'FR_NIF|numero fiscal|identifiant fiscal|reference fiscale|impots|SPI|NIF',
    '',
    '#############|## ## ### ### ###',
    0.0003,
    (text) =>
      isNumber(text, 13) && /^[0-3]/.test(text) && remainder(text, 511, 0, 10) === Number(text.slice(10)),
    { source: 'https://www.impots.gouv.fr; OECD, Tax identification numbers, France' },
  ),
];
