// The table of every identifier, a file for each region.
import { AFRICA_MIDDLE_EAST } from './africa-middle-east.ts';
import { BALTICS } from './baltics.ts';
import { BENELUX_ALPS } from './benelux-alps.ts';
import { CENTRAL_EUROPE } from './central-europe.ts';
import { DEVICES } from './devices.ts';
import { EAST_ASIA } from './east-asia.ts';
import { EU_VAT } from './eu-vat.ts';
import { FRANCE } from './france.ts';
import { GERMAN_INSURANCE } from './german-insurance.ts';
import { GERMANY } from './germany.ts';
import { IBERIA } from './iberia.ts';
import type { Identifier } from './identifier.ts';
import { INDIA } from './india.ts';
import { ITALY } from './italy.ts';
import { LATIN_AMERICA } from './latin-america.ts';
import { NORDICS } from './nordics.ts';
import { NORTH_AMERICA } from './north-america.ts';
import { OCEANIA } from './oceania.ts';
import { SOUTH_EAST_ASIA } from './south-east-asia.ts';
import { UNITED_KINGDOM } from './united-kingdom.ts';
import { VEHICLES } from './vehicles.ts';

/** Every identifier that the sanitizer knows besides its core types. */
export const IDENTIFIERS: readonly Identifier[] = [
  ...NORTH_AMERICA,
  ...UNITED_KINGDOM,
  ...GERMANY,
  ...GERMAN_INSURANCE,
  ...FRANCE,
  ...IBERIA,
  ...ITALY,
  ...BENELUX_ALPS,
  ...NORDICS,
  ...BALTICS,
  ...CENTRAL_EUROPE,
  ...EU_VAT,
  ...OCEANIA,
  ...INDIA,
  ...EAST_ASIA,
  ...SOUTH_EAST_ASIA,
  ...LATIN_AMERICA,
  ...AFRICA_MIDDLE_EAST,
  ...VEHICLES,
  ...DEVICES,
];
