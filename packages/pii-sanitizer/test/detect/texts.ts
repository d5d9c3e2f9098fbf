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
  'HH-AB 1234',
  'AKIAIOSFODNN7EXAMPLE',
  'Dear Mr Smith',
  'Patient: Jane Doe',
  'Herrn Peter Müller',
  'SWIFT: DEUTDEFF500',
  'card=4111+1111+1111+1111',
  'tel=555+123+4567&n=1',
  'password=hunter2',
  '{"phone":"5551234"}',
  'Bearer a1b2c3d4e5f6g7h8',
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
  'passport',
  'NHS',
  'born',
  'DOB:',
  'order',
  'version',
  'PAN',
  'BIC',
  'Patient:',
  'Dear',
  'and so on',
  'x',
];
/** What people put behind a word. */
const MARKS = [
  ' ',
  ' ',
  ' ',
  ', ',
  '; ',
  ' or ',
  ' and ',
  ' - ',
  ' / ',
  '\n',
  '\r\n',
  '\\n',
  '\t',
  ' (',
  ') ',
  ' [',
  '] ',
  ' | ',
  ': ',
  ' @ ',
  '. ',
];
/** What divides one value from the next: two numbers with a space between may be one. */
const DIVIDERS = [', ', '; ', ' | ', '\t', ' = ', ' is it. '];
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

const join = (text: fc.Arbitrary<string>, marks: readonly string[]) =>
  fc.tuple(text, fc.constantFrom(...marks)).map((parts) => parts.join(''));

const part = fc.oneof(
  { weight: 4, arbitrary: join(fc.constantFrom(...VALUES), DIVIDERS) },
  { weight: 3, arbitrary: join(fc.constantFrom(...WORDS), MARKS) },
  { weight: 1, arbitrary: join(fc.constantFrom(...OTHERS), DIVIDERS) },
  { weight: 1, arbitrary: join(fc.stringMatching(/^[a-zA-Z !?_é漢-]{0,6}$/), MARKS) },
);

/** Up to `most` parts with a mark between. */
export function composed(most: number): fc.Arbitrary<string> {
  return fc.array(part, { minLength: 1, maxLength: most }).map((parts) => parts.join(''));
}
