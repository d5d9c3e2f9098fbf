// What pii-patterns.json holds: every type that the package finds, from the tables that the code goes by.
import { IDENTIFIERS } from '../src/identifiers/identifiers.ts';
import { VENDOR_KEYS } from '../src/secrets/vendors/table.ts';
import { CORE_TYPES } from './core-types.ts';

const regions = new Intl.DisplayNames('en', { type: 'region' });

/** The catalogue: types in alphabetical order, and the vendors' keys that are a SECRET. */
export function createCatalogue() {
  const core = CORE_TYPES.map(({ example: _example, ...row }) => row);
  const identifiers = IDENTIFIERS.map(({ type, locale, proven, inContext, chance, context, source }) => ({
    type,
    title: titleOf(type, locale),
    group: 'identifier',
    locale,
    proof:
      proven.length > 0
        ? 'its check in a form of `alone`, or a word near by'
        : 'its check and a word near by',
    chance,
    alone: proven,
    inContext,
    context,
    source,
  }));
  const secrets = VENDOR_KEYS.map(({ name, prefix, body, source }) => ({
    title: name,
    prefix,
    body,
    source,
  }));
  return { types: [...core, ...identifiers].toSorted((a, b) => (a.type < b.type ? -1 : 1)), secrets };
}

/** `DE_TAX_ID` is "Germany: TAX ID". */
function titleOf(type: string, locale: string): string {
  if (locale === 'any') return type;
  return `${regions.of(locale.toUpperCase())}: ${type.replace(/^[A-Z]{2}_/, '').replaceAll('_', ' ')}`;
}
