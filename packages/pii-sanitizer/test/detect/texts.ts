// Texts made of values, words, marks and near misses, for what must hold of every text.
import fc from 'fast-check';

const VALUES = [
  'jane@example.com',
  '555-1234',
  '555-123-4567',
  '+44 20 7946 0958',
  '5551234567',
  '(212) 555-0123 x9',
  '4111 1111 1111 1111',
  '4012888888881881',
  '3782 822463 10005',
  '123-45-6789',
  '123 45 6789',
  '123456789',
  'DE89 3704 0044 0532 0130 00',
  'GB29NWBK60161331926819',
  'NWBKGB2L',
  '192.0.2.17',
  '2001:db8::1',
  '00:1a:2b:3c:4d:5e',
  'AA-BB-CC-DD-EE-FF',
  '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa',
  '943 476 5919',
  '529.982.247-25',
  '12345678Z',
  'ABCPE1234F',
  '1M8GDM9AXKP042788',
  'HH-AB 1234',
  'AKIAIOSFODNN7EXAMPLE',
  'hunter2',
  'Smith',
  'Jane Doe',
  '12 Main Street',
  'Hauptstraße 5',
  '1984-03-10',
  '10 March 1984',
];
const WORDS = [
  'phone',
  'tel.',
  'call',
  'my number is',
  'SSN',
  'ssn:',
  'card',
  'IBAN',
  'BIC',
  'passport',
  'NHS',
  'PAN',
  'order',
  'version',
  'Dear Mr',
  'Patient:',
  'born',
  'DOB:',
  'password=',
  'token: ',
  '"phone":"',
  'Bearer',
  'and so on',
  'x',
];
const MARKS = [' ', ' ', ' ', ', ', '; ', ' or ', ' and ', '-', '.', '/', ':', '\n', '\r\n', '\\n', '\t', '"', "'", '(', ')', '[', ']', '+', '@', '=', '&', '_', '%', '#'];
const OTHERS = [
  '[EMAIL]',
  '[PHONE]',
  '[REDACTED]',
  '[SSN]',
  '[CREDIT_CARD]',
  '1',
  '42',
  '2026-11-24T12:34:56Z',
  '3f2504e0-4f89-41d3-9a0c-0305e82c3301',
  'v1.2.3',
  '1764000000',
  '\u200b',
  '&#64;',
  '%40',
  '１２３',
  'é',
  '🙂',
];

const part = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...VALUES) },
  { weight: 3, arbitrary: fc.constantFrom(...WORDS) },
  { weight: 1, arbitrary: fc.constantFrom(...OTHERS) },
  { weight: 1, arbitrary: fc.string({ maxLength: 6 }) },
);

/** Up to `most` parts with a mark or two between. */
export function composed(most: number): fc.Arbitrary<string> {
  const marks = fc.array(fc.constantFrom(...MARKS), { minLength: 1, maxLength: 2 });
  return fc
    .array(fc.tuple(part, marks), { minLength: 1, maxLength: most })
    .map((parts) => parts.map(([value, mark]) => value + mark.join('')).join(''));
}
