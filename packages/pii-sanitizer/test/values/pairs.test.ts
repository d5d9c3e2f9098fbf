import { describe, expect, it } from 'vitest';
import { createSanitizer, PiiBlockedError } from '../../src/index.ts';
import { hmacToken } from '../../src/policies.ts';

const { redact, detect } = createSanitizer({ keys: ['badge'] });

describe('pieces of JSON in other text', () => {
  it.each([
    ['user {"firstName": "Jane", "id": 5} saved', 'user {"firstName": "[REDACTED]", "id": 5} saved'],
    ['got "phone":4155550132, and', 'got "phone":"[REDACTED]", and'],
    ['x "address":"1 \\"Main\\" St" y', 'x "address":"[REDACTED]" y'],
    ['x "badge": "7" "mobile": "+1 (415) 555-0132"', 'x "badge": "[REDACTED]" "mobile": "[REDACTED]"'],
    ['a {"email":"jane@example.com, bob@example.com"}', 'a {"email":"[REDACTED]"}'],
    ['{"lastName": "Doe", "cut', '{"lastName": "[REDACTED]", "cut'],
  ])('%s', (text, clean) => {
    expect(redact(text)).toBe(clean);
    expect(redact(clean)).toBe(clean);
  });

  it.each([
    'x "mobile": "ios", "emailVerified": "yes", "firstName": "", "name": "Jane"',
    'x "lastName" : "Doe"',
    'x "lastName": lastName, "phone": true',
    'x "lastName": "no end',
    'x "lastName": "no\nend"',
    `x "lastName": "${'x'.repeat(513)}"`,
    `x "${'x'.repeat(64)} phone": "a"`,
    'x "token": "string"',
  ])('leaves %j', (text) => expect(redact(text)).toBe(text));

  it('quotes a number that only its form told', () => {
    expect(redact('body {"to":4111111111111111}')).toBe('body {"to":"[CREDIT_CARD]"}');
    expect(redact('body {"to": 4111111111111111 , "n": 1}')).toBe('body {"to": "[CREDIT_CARD]" , "n": 1}');
    expect(redact('to: 4111111111111111, n')).toBe('to: [CREDIT_CARD], n');
  });

  it('obeys policies and the allow list', () => {
    const text = 'x {"firstName":"Jane"}';
    const tokens = createSanitizer({ policies: { all: hmacToken('k'.repeat(16)) } });
    expect(tokens.redact(text)).toMatch(/^x \{"firstName":"\[PERSON:[0-9a-f]{16}\]"\}$/);
    expect(createSanitizer({ allow: ['jane'] }).redact(text)).toBe(text);
    expect(() => createSanitizer({ policies: { all: 'block' } }).redact(text)).toThrow(PiiBlockedError);
    expect(createSanitizer({ types: ['EMAIL'] }).redact(text)).toBe(text);
    expect(detect(text)).toEqual([]);
  });
});
