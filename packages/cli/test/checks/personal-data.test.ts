import { expect, test } from 'vitest';
import { findPersonalData } from '../../src/checks/personal-data.ts';

const MAIL = 'an e-mail address';
const SSN = 'a social security number';

test.each([
  ['ann.lee+x@mail.acme.co', [MAIL]],
  ['from user@example.com to bob@acme.io', [MAIL]],
  ['user@example.com', []],
  ['user@sub.example.org', []],
  ['user@host.test', []],
  ['@scope/package', []],
  ['no@dots', []],
  ['123-45-6789', [SSN]],
  ['000-45-6789', []],
  ['666-45-6789', []],
  ['899-45-6789', [SSN]],
  ['900-45-6789', []],
  ['123-00-6789', []],
  ['123-45-0000', []],
  ['4123-45-6789', []],
  ['123-45-67890', []],
  ['1-123-45-6789', []],
])('%j', (text, kinds) => {
  expect(findPersonalData(text)).toEqual(kinds);
});
