import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeBadInputs } from '../../src/schema/bad-inputs.ts';
import { compileSchema } from '../../src/schema/check.ts';
import { generate } from '../../src/schema/generate.ts';

const verdict = (schema: unknown, value: unknown) => {
  const check = compileSchema(schema);
  return typeof check === 'string' ? check : check(value);
};

const range = fc.tuple(fc.integer({ min: -1000, max: 1000 }), fc.nat(1000));
const leaf = fc.oneof(
  range.map(([low, size]) => ({ type: 'integer', minimum: low, maximum: low + size })),
  range.map(([low, size]) => ({ type: 'number', exclusiveMinimum: low, exclusiveMaximum: low + size + 1 })),
  fc.integer({ min: 1, max: 50 }).map((step) => ({ type: 'integer', multipleOf: step, minimum: -7 })),
  fc
    .tuple(fc.nat(50), fc.nat(50))
    .map(([least, more]) => ({ type: 'string', minLength: least, maxLength: least + more })),
  fc
    .constantFrom('date-time', 'date', 'email', 'uri', 'uuid', 'ipv4', 'ipv6', 'hostname')
    .map((format) => ({ type: 'string', format })),
  fc
    .constantFrom('^[A-Z]{2}-\\d{3}$', '^(?:on|off)$', '^v?\\d+\\.\\d+$', '^[^@ ]+@x$', '[a-f0-9]{8}')
    .map((pattern) => ({ type: 'string', pattern })),
  fc.array(fc.string(), { minLength: 1, maxLength: 3 }).map((values) => ({ enum: values })),
  fc.jsonValue().map((value) => ({ const: value })),
  fc.constant({ type: 'boolean' }),
  fc.constant({ type: ['null', 'string'] }),
);
const { schema } = fc.letrec<{ schema: object }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 3 },
    leaf,
    tie('schema').map((items) => ({ type: 'array', items, minItems: 1 })),
    fc
      .dictionary(fc.string({ minLength: 1, maxLength: 5 }), tie('schema'), {
        maxKeys: 4,
        noNullPrototype: true,
      })
      .map((properties) => ({ type: 'object', properties, required: Object.keys(properties).slice(0, 2) })),
    tie('schema').map((branch) => ({ anyOf: [branch, { type: 'null' }] })),
  ),
}));

describe('good input', () => {
  test.each(['required', 'all'] as const)('with %s properties matches the schema', (fullness) => {
    fc.assert(
      fc.property(schema, (one) => {
        // `__proto__` as the name of a property is lost by JSON Schema validators themselves.
        fc.pre(!JSON.stringify(one).includes('__proto__'));
        expect(verdict(one, generate(one, fullness))).toEqual({ kind: 'valid' });
      }),
      { numRuns: 150 },
    );
  });

  test('prefers const, default, examples and enum', () => {
    expect(generate({ type: 'string', default: 'd', examples: ['e'] }, 'all')).toBe('d');
    expect(generate({ type: 'string', examples: ['e'], enum: ['f', 'e'] }, 'all')).toBe('e');
    expect(generate({ enum: ['f', 'e'] }, 'all')).toBe('f');
  });

  test('follows local references and allOf', () => {
    const one = {
      type: 'object',
      allOf: [{ required: ['a'], properties: { a: { $ref: '#/$defs/A' } } }],
      required: ['b'],
      properties: { b: { type: 'integer', minimum: 5 } },
      $defs: { A: { type: 'string', minLength: 6 } },
    };
    expect(generate(one, 'required')).toEqual({ b: 5, a: 'textxx' });
  });

  test('ends on recursive schemas, also on wide ones', () => {
    const properties = Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`p${n}`, { $ref: '#' }]));
    expect(generate({ type: 'object', properties }, 'all')).toBeTypeOf('object');
    const all = { allOf: Array.from({ length: 20 }, () => ({ $ref: '#' })) };
    expect(generate(all, 'all')).toBeDefined();
  });
});

describe('bad input', () => {
  const object = {
    type: 'object',
    properties: {
      name: { type: 'string', maxLength: 3 },
      age: { type: 'integer', minimum: 0, maximum: 9 },
      kind: { type: 'string', enum: ['a'] },
    },
    required: ['name'],
  };

  test('breaks one thing at a time, at the edge', () => {
    const cases = makeBadInputs(object, { name: 'x', age: 1 });
    expect(Object.fromEntries(cases.map(({ what, args }) => [what, args]))).toEqual({
      '`name` is missing': { age: 1 },
      '`name` is no string': { name: 42, age: 1 },
      '`name` is longer than 3': { name: 'xxxx', age: 1 },
      '`age` is no integer': { name: 'x', age: 'not-this-type' },
      '`age` is below 0': { name: 'x', age: -1 },
      '`age` is above 9': { name: 'x', age: 10 },
      '`kind` is no string': { name: 'x', age: 1, kind: 42 },
      '`kind` is not in the enum': { name: 'x', age: 1, kind: 'portcullis-not-in-enum' },
    });
    for (const { args } of cases) expect(verdict(object, args)).toMatchObject({ kind: 'invalid' });
  });

  test('is at most 20 cases', () => {
    const properties = Object.fromEntries(
      Array.from({ length: 40 }, (_, n) => [`p${n}`, { type: 'string' }]),
    );
    expect(makeBadInputs({ type: 'object', properties, required: Object.keys(properties) }, {})).toHaveLength(
      20,
    );
  });
});
