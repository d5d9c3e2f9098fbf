// The lists of hosts and origins, without a socket: what arbitrary headers do to them.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createAllowLists } from '../../src/http/allow-lists.ts';

const codeUnit = fc.nat(0xffff).map((code) => String.fromCharCode(code));

test('the address that the server listens on is an allowed host, in the form that clients send', () => {
  expect(createAllowLists('10.0.0.5').isHostAllowed('10.0.0.5:3000')).toBe(true);
  expect(createAllowLists('::1').isHostAllowed('[::1]:3000')).toBe(true);
  expect(createAllowLists('fd00::5').isHostAllowed('[fd00::5]:3000')).toBe(true);
  expect(createAllowLists('fd00::5').isHostAllowed('[fd00::6]:3000')).toBe(false);
});

test('no header makes it throw, and only names of the list get in', () => {
  const { isHostAllowed, isOriginAllowed } = createAllowLists(
    '127.0.0.1',
    ['app.example.com'],
    ['https://app.example.com'],
  );
  const pieces = fc.constantFrom(
    'localhost',
    '127.0.0.1',
    '[::1]',
    'app.example.com',
    '.',
    ':',
    '@',
    '/',
    '80',
    ' ',
    '\\',
    '#',
    'https://',
    'http://',
    '\t',
    '%00',
    'evil',
  );
  const header = fc.oneof(
    fc.string({ unit: codeUnit }),
    fc.array(pieces, { maxLength: 5 }).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(header, (value) => {
      if (isHostAllowed(value)) {
        expect(value.toLowerCase()).toMatch(
          /^(localhost|127\.0\.0\.1|\[::1\]|app\.example\.com)(:\d{1,5})?$/,
        );
      }
      if (isOriginAllowed(value) && value !== 'https://app.example.com') {
        expect(['localhost', '127.0.0.1', '[::1]']).toContain(new URL(value).hostname);
      }
    }),
    { numRuns: 500 },
  );
});

test('loopback pages are let in on loopback only', () => {
  for (const host of ['127.0.0.1', 'localhost', '::1', '127.0.0.53']) {
    expect(createAllowLists(host).isOriginAllowed('http://localhost:5173'), host).toBe(true);
  }
  for (const host of ['0.0.0.0', '::', '10.0.0.5', 'localhost.evil.example']) {
    expect(createAllowLists(host).isOriginAllowed('http://localhost:5173'), host).toBe(false);
  }
});
