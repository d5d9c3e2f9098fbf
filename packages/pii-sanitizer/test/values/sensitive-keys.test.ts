import { describe, expect, it } from 'vitest';
import { createSanitizer } from '../../src/index.ts';
import { wordsOf } from '../../src/values/words.ts';

const { sanitize } = createSanitizer({ keys: ['employee_id', 'Iban'] });

function isRedacted(key: string): boolean {
  return (sanitize({ [key]: 'value' }) as Record<string, string>)[key] === '[REDACTED]';
}

describe('sensitive keys', () => {
  it.each([
    ...[
      'password',
      'PASSWORD',
      'userPassword',
      'user_password',
      'user-password',
      'user password',
      'passwordHash',
    ],
    ...[
      'secret',
      'clientSecret',
      'secrets',
      'token',
      'accessToken',
      'access_tokens',
      'X-Auth-Token',
      'api_key',
    ],
    ...['apiKey', 'X-Api-Key', 'APIKey', 'apikey', 'api_keys', 'ssn', 'userSSN', 'social_security_number'],
    ...[
      'creditCard',
      'credit-card-number',
      'email',
      'e-mail',
      'workEmail',
      'emailAddress',
      'email_id',
      'emails',
    ],
    ...['phone', 'phoneNumber', 'phone2', 'address', 'homeAddress', 'address_line_1', 'addresses', 'pwd'],
    ...['employee_id', 'employeeId', 'iban'],
  ])('%s', (key) => expect(isRedacted(key)).toBe(true));

  it.each([
    ...[
      'tokenCount',
      'token_count',
      'maxTokens',
      'max_token',
      'tokens',
      'inputTokens',
      'totalTokens',
      'tokenizer',
    ],
    ...[
      'emailVerified',
      'email_verified_at',
      'hasPassword',
      'passwordRequired',
      'passwordExpiresAt',
      'addressable',
    ],
    ...[
      'addressType',
      'phoneNumberType',
      'phoneId',
      'tokenType',
      'secretLength',
      'apiVersion',
      'keyboard',
      'card',
    ],
    ...['tokenLimit', 'emailEnabled', 'secretary', 'social', 'username', '[EMAIL]', 'x[PHONE]y'],
  ])('not %s', (key) => expect(isRedacted(key)).toBe(false));

  it('hides strings, numbers and containers, but no booleans or null', () => {
    const value = { a_token: 'x', b_token: 7, c_token: ['x'], d_token: { x: 1 }, e_token: 5n, f_token: '' };
    expect(new Set(Object.values(sanitize(value)))).toEqual(new Set(['[REDACTED]']));
    const plain = { email: true, phone: null, token: undefined };
    expect(sanitize(plain)).toBe(plain);
  });
});

describe('words', () => {
  it.each([
    ['XApiKey2', ['x', 'api', 'key', '2']],
    ['HTTPServerID', ['http', 'server', 'id']],
    ['größe-max', ['grosse', 'max']],
    ['', []],
  ])('of %j', (name, words) => expect(wordsOf(name)).toEqual(words));
});
