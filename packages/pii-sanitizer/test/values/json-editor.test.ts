import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSanitizer } from '../../src/index.ts';

const { sanitize } = createSanitizer();

describe('JSON in a string', () => {
  it.each([
    [
      'values',
      ' { "a" : "x a@b.com" , "n": 12345678901234567890 } ',
      ' { "a" : "x [EMAIL]" , "n": 12345678901234567890 } ',
    ],
    ['keys', '{"a@b.com":1,"c@d.com":2,"[EMAIL] 3":0}', '{"[EMAIL]":1,"[EMAIL] 2":2,"[EMAIL] 3":0}'],
    [
      'sensitive keys',
      '{"password":"x","token":5,"email":null,"phone":true}',
      '{"password":"[REDACTED]","token":"[REDACTED]","email":null,"phone":true}',
    ],
    ['containers', '{"address":{"a":["}",{}]},"b":[1]}', '{"address":"[REDACTED]","b":[1]}'],
    ['what follows a container', '[{"email":[]},{"n":"x"}]', '[{"email":"[REDACTED]"},{"n":"x"}]'],
    ['escapes', '["a\\u0040b.com \\"q\\""]', '["[EMAIL] \\"q\\""]'],
    ['escaped keys', '{"pass\\u0077ord":"x"}', '{"pass\\u0077ord":"[REDACTED]"}'],
    ['repeated keys', '{"a":"a@b.com","a":"x"}', '{"a":"[EMAIL]","a":"x"}'],
    [
      'cards',
      '[4111111111111111, -4111111111111111, 4111111111111112]',
      '["[CREDIT_CARD]", -4111111111111111, 4111111111111112]',
    ],
    ['JSON in JSON', '{"a":"{\\"token\\":\\"x\\"}"}', '{"a":"{\\"token\\":\\"[REDACTED]\\"}"}'],
    ['text that is not JSON', '{a@b.com}', '{[EMAIL]}'],
  ])('%s', (_name, text, clean) => expect(sanitize(text)).toBe(clean));

  it('counts keys of one’s own whatever name stands beside them', () => {
    const own = createSanitizer({ keys: ['value'] });
    const clean = { name: 'colour', value: '[REDACTED]' };
    expect(own.sanitize('{"name":"colour","value":"hush"}')).toBe(JSON.stringify(clean));
    expect(own.sanitize({ name: 'colour', value: 'hush' })).toEqual(clean);
  });

  it('takes no text of more lines for a name', () => {
    const text = '{"key":"id,surname\\n1,[REDACTED]","value":"555-123-4567"}';
    expect(sanitize(text)).toBe(text.replace('555-123-4567', '[PHONE]'));
  });

  it.each(['{"id":5551234567}', '{ "a": [1, 2.5e3, true, null, "x"] }', '[]', '{}', ' [ ] '])(
    'leaves %j alone',
    (text) => expect(sanitize(text)).toBe(text),
  );

  it('agrees with sanitising the parsed value, and still parses', () => {
    const text = fc.constantFrom(
      ...['a@b.com', 'x', '555-123-4567', '[EMAIL]', '"', '\\', '{"token":"y"}'],
      ...['password', 'surname', 'Ann', 'hunter2!', 'id,surname\n1,Ann'],
    );
    const key = fc.constantFrom(
      ...['a', 'b', 'token', 'a@b.com', 'emailVerified', '__proto__'],
      ...['name', 'key', 'Key', 'type', 'value', 'Value'],
    );
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        text,
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('tree')),
        fc.dictionary(key, tie('tree')),
      ),
    }));
    fc.assert(
      fc.property(fc.array(tree), fc.constantFrom(undefined, 2), (value, indent) => {
        const json = JSON.stringify(value, null, indent);
        const clean = sanitize(json);
        expect(JSON.parse(clean)).toEqual(JSON.parse(JSON.stringify(sanitize(JSON.parse(json)))));
        expect(sanitize(clean)).toBe(clean);
      }),
      { numRuns: 1_000 },
    );
  });
});
