// The types that are code and not rows of a table, for the catalogue.

/** What the catalogue says of a type. */
export interface CoreType {
  type: string;
  title: string;
  group: 'contact' | 'financial' | 'network' | 'government' | 'secret' | 'personal';
  /** ISO 3166 alpha-2 in lower case, or `any`. */
  locale: string;
  /** What has to hold, besides that it stands by itself. */
  proof: string;
  source: string;
  /** A text in which it is found. */
  example: string;
}

export const CORE_TYPES: readonly CoreType[] = [
  {
    type: 'EMAIL',
    title: 'E-mail address',
    group: 'contact',
    locale: 'any',
    proof: 'a local part of up to 64 characters and a domain name with a top-level domain',
    source: 'RFC 5321, RFC 5322, RFC 1035',
    example: 'jane.doe@example.com',
  },
  {
    type: 'PHONE',
    title: 'Telephone number',
    group: 'contact',
    locale: 'any',
    proof: 'a calling code and a length of its numbering plan, a national way of writing, or a word near by',
    source: 'ITU-T E.164, E.123; NANPA',
    example: '+44 20 7946 0958',
  },
  {
    type: 'CREDIT_CARD',
    title: 'Payment card number',
    group: 'financial',
    locale: 'any',
    proof: 'the range and length of an issuer, and the Luhn check',
    source: 'ISO/IEC 7812-1',
    example: '4111 1111 1111 1111',
  },
  {
    type: 'IBAN',
    title: 'International bank account number',
    group: 'financial',
    locale: 'any',
    proof: 'the form of its country and MOD 97-10',
    source: 'ISO 13616; SWIFT IBAN registry',
    example: 'GB82 WEST 1234 5698 7654 32',
  },
  {
    type: 'BIC',
    title: 'Business identifier code of a bank',
    group: 'financial',
    locale: 'any',
    proof: 'its form with a country code, and a word near by',
    source: 'ISO 9362',
    example: 'BIC: DEUTDEFF500',
  },
  {
    type: 'CRYPTO',
    title: 'Bitcoin or Ethereum address',
    group: 'financial',
    locale: 'any',
    proof: 'Base58Check, Bech32, or forty hexadecimal digits after 0x',
    source: 'BIP 173, BIP 350, EIP-55',
    example: '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa',
  },
  {
    type: 'IP_ADDRESS',
    title: 'IP address, version 4 or 6',
    group: 'network',
    locale: 'any',
    proof: 'its form; not a version number',
    source: 'RFC 791, RFC 4291, RFC 5952',
    example: 'client 203.0.113.7 connected',
  },
  {
    type: 'MAC',
    title: 'Hardware address',
    group: 'network',
    locale: 'any',
    proof: 'six pairs of hexadecimal digits with one separator',
    source: 'IEEE 802',
    example: '00:1B:44:11:3A:B7',
  },
  {
    type: 'US_SSN',
    title: 'Social security number',
    group: 'government',
    locale: 'us',
    proof: 'dashes or a word near by, and an area, group and serial that can be',
    source: 'SSA, 20 CFR 422.103; SSN randomization (2011)',
    example: '123-45-6789',
  },
  {
    type: 'SECRET',
    title: 'Password, key or token',
    group: 'secret',
    locale: 'any',
    proof: "a vendor's prefix, a form such as JWT or PEM, a URL with a password, or a telling name before it",
    source: 'the formats under `secrets`; RFC 7519, RFC 7468, RFC 6750, RFC 3986',
    example: 'password=hunter2secret',
  },
  {
    type: 'PERSON',
    title: 'Name of a person, where words announce it',
    group: 'personal',
    locale: 'any',
    proof: 'a title such as Mr before it, "Dear", or a label such as "Patient:"',
    source: 'the customs of letters and forms',
    example: 'Dear Mr Smith',
  },
  {
    type: 'ADDRESS',
    title: 'Line of a postal address',
    group: 'personal',
    locale: 'any',
    proof: 'a house number with what streets are called, or a post office box',
    source: 'USPS Publication 28, appendix C1; the same words of other languages',
    example: '12 Main Street',
  },
  {
    type: 'DATE_TIME',
    title: 'Date of birth',
    group: 'personal',
    locale: 'any',
    proof: 'a date, and a word for birth before it',
    source: 'ISO 8601 and the written forms of dates',
    example: 'Date of birth: 1984-03-10',
  },
];
