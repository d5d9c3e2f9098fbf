import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DETECTOR_FILE_SCHEMA } from '../../src/custom/detector-file-schema.ts';
import { findMistake } from '../../src/custom/json-schema.ts';
import { loadDetectors } from '../../src/detectors.ts';
import type { Finding } from '../../src/types.ts';

const schema = JSON.parse(readFileSync(new URL('../../pii-patterns.schema.json', import.meta.url), 'utf8'));

describe('loadDetectors', () => {
  it('reads the text of a file', () => {
    const [employee, project, ...rest] = loadDetectors(
      JSON.stringify({
        $schema: './pii-patterns.schema.json',
        detectors: [
          { type: 'EMPLOYEE_ID', title: 'Staff number', pattern: 'EMP-\\d{6}' },
          { type: 'PROJECT', pattern: 'prj-[a-z]{3}', flags: 'i', placeholder: '[SECRET_PROJECT]' },
        ],
      }),
    );
    expect(rest).toEqual([]);
    const out: Finding[] = [];
    employee!.scan('EMP-123456 PRJ-abc', out);
    project!.scan('EMP-123456 PRJ-abc', out);
    expect(out.map(({ type, start }) => [type, start])).toEqual([
      ['EMPLOYEE_ID', 0],
      ['PROJECT', 11],
    ]);
    expect([employee!.placeholder, project!.placeholder]).toEqual(['[EMPLOYEE_ID]', '[SECRET_PROJECT]']);
  });

  it('takes what JSON.parse made', () => {
    expect(loadDetectors({ detectors: [] })).toEqual([]);
  });

  it.each([
    ['{', 'to be JSON'],
    ['[]', 'Expected the file to be an object, got an array'],
    [{}, 'Expected `detectors` to be given'],
    [{ detectors: {} }, 'Expected `detectors` to be an array, got an object'],
    [{ detectors: [{ type: 'AB' }] }, 'Expected `detectors[0].pattern` to be given'],
    [{ detectors: [{ type: 'AB', pattern: 'b', extra: 1 }] }, '`detectors[0]` to have only'],
    [
      {
        detectors: [
          { type: 'AB', pattern: 'b' },
          { type: 'a b', pattern: 'c' },
        ],
      },
      '`detectors[1].type` to match',
    ],
    [
      { detectors: [{ type: 'AB', pattern: 'b', confidence: '1' }] },
      '`detectors[0].confidence` to be a number, got "1"',
    ],
    [
      { detectors: [{ type: 'AB', pattern: '(b+)+' }] },
      'In `detectors[0]` (AB): Expected `pattern` to be one that runs',
    ],
    [JSON.parse('{"detectors":[],"__proto__":1}'), 'to have only $schema, detectors'],
  ])('%j is refused', (file, message) => {
    expect(() => loadDetectors(file)).toThrow(message);
  });
});

describe('pii-patterns.schema.json', () => {
  it('is the schema that the loader goes by', () => {
    expect(schema).toEqual(DETECTOR_FILE_SCHEMA);
  });

  it('says the same as a validator of JSON Schema 2020-12', () => {
    const validate = new Ajv2020({ strict: true, strictRequired: false }).compile(schema);
    const value = fc.oneof(
      fc.constantFrom(
        'EMP',
        'emp',
        '',
        'i',
        'luhn',
        'é😀',
        'x'.repeat(70),
        '"',
        0,
        1,
        0.5,
        60,
        600,
        -1,
        null,
        true,
      ),
      fc.constantFrom(
        {},
        [],
        ['a'],
        [1],
        { before: ['a'] },
        { before: 'a' },
        { distance: 5 },
        { distance: 500 },
        { other: 1 },
      ),
    );
    const names = [...Object.keys(schema.properties.detectors.items.properties), 'other'];
    const detector = fc
      .dictionary(fc.constantFrom(...names), value, { maxKeys: 3 })
      .map((extra) => ({ type: 'EMP', pattern: 'a', ...extra }));
    const file = fc.oneof(
      { weight: 9, arbitrary: fc.record({ detectors: fc.array(detector, { maxLength: 3 }) }) },
      { weight: 1, arbitrary: fc.jsonValue() },
    );
    let valid = 0;
    fc.assert(
      fc.property(file, (sample) => {
        const plain = JSON.parse(JSON.stringify(sample));
        const isValid = validate(plain);
        valid += Number(isValid);
        expect(findMistake(plain, DETECTOR_FILE_SCHEMA, '') === undefined).toBe(isValid);
      }),
      { numRuns: 2_000 },
    );
    expect(valid).toBeGreaterThan(200);
  });
});
