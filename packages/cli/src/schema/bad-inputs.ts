// Breaks a good input in one way at a time. Each case is checked against the schema by the caller, so that only
// input which the schema forbids is ever sent as bad.
import { isJson, type Json } from '../session/session.ts';
import { createBudget, flatten, typeOf } from './generate.ts';

/** One way to be wrong. */
export interface BadInput {
  /** What is wrong, such as "`city` is missing". */
  readonly what: string;
  readonly args: unknown;
}

const MAX_CASES = 20;
const MAX_LONG = 1_000_000;

/** Makes bad inputs from a schema of type object and an input that matches it. */
export function makeBadInputs(schema: unknown, good: unknown): BadInput[] {
  const base = isJson(good) ? good : {};
  const budget = createBudget();
  const flat = flatten(schema, schema, budget);
  const properties = isJson(flat.properties) ? flat.properties : {};
  const required = Array.isArray(flat.required) ? [...new Set(flat.required.map(String))] : [];
  const missing = required.map((name) => {
    const { [name]: _left, ...rest } = base;
    return { what: `\`${name}\` is missing`, args: rest };
  });
  const broken = Object.entries(properties).flatMap(([name, property]) =>
    breakProperty(flatten(property, schema, budget)).map(({ what, value }) => ({
      what: `\`${name}\` ${what}`,
      args: Object.fromEntries([...Object.entries(base).filter(([key]) => key !== name), [name, value]]),
    })),
  );
  return [...missing.slice(0, MAX_CASES / 2), ...broken].slice(0, MAX_CASES);
}

function breakProperty(property: Json): { what: string; value: unknown }[] {
  const type = typeOf(property);
  const cases: { what: string; value: unknown }[] = [];
  if ('type' in property) cases.push({ what: `is no ${type}`, value: wrongType(type) });
  if (Array.isArray(property.enum))
    cases.push({ what: 'is not in the enum', value: 'portcullis-not-in-enum' });
  const { maxLength, minimum, maximum } = property;
  if (typeof maxLength === 'number' && maxLength < MAX_LONG)
    cases.push({ what: `is longer than ${maxLength}`, value: 'x'.repeat(Math.max(0, maxLength) + 1) });
  if (typeof minimum === 'number') cases.push({ what: `is below ${minimum}`, value: minimum - 1 });
  if (typeof maximum === 'number') cases.push({ what: `is above ${maximum}`, value: maximum + 1 });
  return cases;
}

function wrongType(type: string): unknown {
  return type === 'string' ? 42 : 'not-this-type';
}
