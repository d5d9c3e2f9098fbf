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
    ...['employee_id', 'employeeId', 'iban', 'firstname', 'First Name', 'lastName', 'full-name', 'surname'],
    ...['dateOfBirth', 'dob', 'birth_date', 'passportNumber', 'driversLicense', 'taxId', 'nationalId'],
    ...['cardNumber', 'cvv', 'account_number', 'bankAccountNumber', 'sortCode', 'zipCode', 'streetAddress'],
    ...[
      'clientSecretValue',
      'DB_PASSWORD',
      'set-cookie',
      'authorization',
      'passwordResetToken',
      'pin',
      'zip',
    ],
    ...[
      'Vorname',
      'mdp',
      'şifre',
      'uporabnisko_geslo',
      'пароль',
      'geburtsdatum',
      'Straße',
      'numéro_de_téléphone',
      'prénom',
      'códigoPostal',
      'codice fiscale',
    ],
    ...['senha', 'wachtwoord', 'fødselsnummer', 'personnummer', 'apellidos', 'Kontonummer', 'adresse'],
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
    ...[
      'name',
      'title',
      'id',
      'uuid',
      'traceId',
      'createdAt',
      'balance',
      'orderNo',
      'sku',
      'tracking',
      'epoch',
    ],
    ...[
      'passwordResetAt',
      'tokenUrl',
      'secretName',
      'emailTemplate',
      'author',
      'keyboardPin',
      'streetlights',
    ],
    ...['city', 'country', 'displayName', 'filename', 'nationality', 'companyName', 'zipFile', 'expiresIn'],
    ...['mobile', 'account', 'spinning', 'pinned', 'description', 'key', 'publicKey', 'primaryKey', 'monkey'],
    ...['tokenLimit', 'emailEnabled', 'secretary', 'social', 'username', '[EMAIL]', 'x[PHONE]y'],
  ])('not %s', (key) => expect(isRedacted(key)).toBe(false));

  it('count for numbers alone where other texts are common', () => {
    const value = {
      mobile: '+1 (415) 555-0132',
      tin: '123456789',
      account: 'savings',
      sin: 0.5,
      nhs: 'trust',
    };
    expect(sanitize(value)).toEqual({ ...value, mobile: '[REDACTED]', tin: '[REDACTED]' });
    expect(sanitize('{"mobile":["x",5],"tin":123456789}')).toBe('{"mobile":["x",5],"tin":"[REDACTED]"}');
  });

  it("count only as far as their type is looked for, but for keys of one's own", () => {
    const some = createSanitizer({ types: ['EMAIL'], keys: ['badge'] });
    const value = { email: 'x', password: 'y', badge: 'z' };
    expect(some.sanitize(value)).toEqual({ email: '[REDACTED]', password: 'y', badge: '[REDACTED]' });
  });

  it('hides strings, numbers and containers, but no booleans or null', () => {
    const value = { a_token: 'x', b_token: 7, c_token: ['x'], d_token: { x: 1 }, e_token: 5n, f_token: '' };
    expect(new Set(Object.values(sanitize(value)))).toEqual(new Set(['[REDACTED]']));
    const plain = { email: true, phone: null, token: undefined };
    expect(sanitize(plain)).toBe(plain);
  });
});

describe('values under sensitive keys', () => {
  const { sanitize } = createSanitizer();

  it('stay when they are the versions of packages, but not when they are dates or numbers', () => {
    const packages = { passport: '^0.7.0', 'csrf-token': '~1.2.3', email: '0.2.6', 'password-hash': '1.2.2' };
    expect(sanitize(packages)).toEqual(packages);
    const dated = { dob: '01.02.80', phone: '555.123.4567', password: '1.2.3.4' };
    expect(Object.values(sanitize(dated))).toEqual(['[REDACTED]', '[REDACTED]', '[REDACTED]']);
  });

  it('go when the key is that of a bank', () => {
    expect(sanitize({ bic: 'COBADEFFXXX', swiftCode: 'DEUTDEFF' })).toEqual({
      bic: '[REDACTED]',
      swiftCode: '[REDACTED]',
    });
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
