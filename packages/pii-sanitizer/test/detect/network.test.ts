// Network addresses, with node:net as the judge of IP addresses.
import { isIPv4, isIPv6 } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { found, foundOf } from './found.ts';
import { frame, frameOrNone } from './frames.ts';

const quiet = (text: string): string[] => foundOf('IP_ADDRESS', text);

describe('IPv4', () => {
  it('is found exactly, wherever it stands', () => {
    fc.assert(
      fc.property(fc.ipV4(), frameOrNone, (address, [a, b]) => {
        expect(found(a + address + b)).toEqual([`IP_ADDRESS ${address}`]);
      }),
      { numRuns: 300 },
    );
  });

  it('of four numbers with dots, only what node takes for an address', () => {
    const part = fc.oneof(
      fc.integer({ min: 0, max: 300 }).map(String),
      fc.constantFrom('00', '01', '007', '256', '1000'),
    );
    fc.assert(
      fc.property(fc.tuple(part, part, part, part), frame, (parts, [a, b]) => {
        const text = parts.join('.');
        expect(quiet(a + text + b)).toEqual(isIPv4(text) ? [text] : []);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['from 10.1.2.3, to 10.1.2.4', ['10.1.2.3', '10.1.2.4']],
    ['listening on 10.1.2.3:8080', ['10.1.2.3']],
    ['10.1.2.0/24', ['10.1.2.0']],
    ['ping 10.1.2.3.', ['10.1.2.3']],
    ['ip=10.1.2.3;', ['10.1.2.3']],
    ['[10.1.2.3]', ['10.1.2.3']],
    ['<ip>10.1.2.3</ip>', ['10.1.2.3']],
    ['ip.addr==10.1.2.3', ['10.1.2.3']],
    ['http://10.1.2.3/', ['10.1.2.3']],
    ['timed out: /10.1.2.3:5432', ['10.1.2.3']],
    ['client=/10.1.2.3', ['10.1.2.3']],
    ['connect to db/10.1.2.3:5432', ['10.1.2.3']],
    ['219-09-9999 db/10.1.2.3:5432', ['10.1.2.3']],
    ['https://10.1.2.3:8443/a/b?x=1', ['10.1.2.3']],
    ['ftp://anonymous@10.1.2.3', ['10.1.2.3']],
    ['ssh root@10.1.2.3', ['10.1.2.3']],
    ['10.1.2.3\\n10.1.2.4', ['10.1.2.3', '10.1.2.4']],
    ['10.1.2.3 - - [24/Nov/2026:10:00:00 +0000] "GET / HTTP/1.1" 200 512', ['10.1.2.3']],
  ])('in %s', (text, expected) => expect(quiet(text)).toEqual(expected));

  it.each([
    'v1.2.3.4',
    'version 1.2.3.4',
    'Version: 1.2.3.4',
    '"version": "1.2.3.4"',
    'version=1.2.3.4',
    'versionName="1.2.3.4"',
    'rails (= 7.0.8.1)',
    'Chrome/99.1.2.3',
    'v/1.2.3.4: fix',
    'GET /1.2.3.4/file',
    'build 10.0.19041.1',
    'Section 3.1.4.1',
    '§ 3.1.4.1',
    'firmware: 4.1.2.3',
    '<version>4.1.2.3</version>',
    '"rails": "^7.0.8.1"',
    'rails ~> 7.0.8.1',
    'x>=1.2.3.4',
    '1.2.3.4.5',
    '1.2.3.4-beta',
    '1.2.3.4-2',
    '1.2.3',
    'a1.2.3.4',
    '1.2.3.4a',
    'lib-1.2.3.4.tar.gz',
    '1.3.6.1.4.1.311',
  ])('not in %s', (text) => expect(quiet(`It was ${text} then`)).toEqual([]));
});

describe('IPv6', () => {
  it('is found exactly in every form of node, wherever it stands', () => {
    fc.assert(
      fc.property(fc.ipV6(), frameOrNone, (address, [a, b]) => {
        // Without a digit it reads as names of C++ or Rust, with `0:10` in it as a time.
        fc.pre(/\d/.test(address) && !/(?<![\da-f])\d{1,2}:\d\d(?![\da-f:])/i.test(address));
        expect(found(a + address + b)).toEqual([`IP_ADDRESS ${address}`]);
      }),
      { numRuns: 500 },
    );
  });

  it('of groups with colons, only what node takes for an address', () => {
    const part = fc.oneof(
      fc.integer({ min: 0, max: 0xffff }).map((number) => number.toString(16)),
      fc.constantFrom('', '0', 'fe80', '12345', 'g1', '1'),
    );
    fc.assert(
      fc.property(fc.array(part, { minLength: 2, maxLength: 10 }), (parts) => {
        const text = parts.join(':');
        for (const address of quiet(`It was ${text} then`)) expect(isIPv6(address)).toBe(true);
        if (isIPv6(text) && /\d/.test(text)) expect(quiet(`It was ${text} then`)).toEqual([text]);
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([
    ['[2001:db8::1]:443', '2001:db8::1'],
    ['http://[2001:db8::1]/', '2001:db8::1'],
    ['2001:db8::/32', '2001:db8::'],
    ['fe80::1%eth0', 'fe80::1%eth0'],
    ['::ffff:192.0.2.1', '::ffff:192.0.2.1'],
    ['IP:fe80::1', 'fe80::1'],
    ['::1', '::1'],
    ['2001:DB8::8:800:200C:417A', '2001:DB8::8:800:200C:417A'],
  ])('in %s', (text, address) => expect(quiet(`It was ${text}.`)).toEqual([address]));

  it.each([
    'std::vector',
    'a::b',
    'Foo::Bar2',
    'abc::def',
    '::',
    '12:34:56',
    '12:34:56:78',
    '2026-11-24T12:34:56',
    '1:2:3',
    'x1::2',
    'rs::v1::2x',
  ])('not in %s', (text) => expect(quiet(`It was ${text} then`)).toEqual([]));
});

describe('MAC addresses', () => {
  const bytes = fc.array(
    fc.integer({ min: 0, max: 255 }).map((byte) => byte.toString(16).padStart(2, '0')),
    { minLength: 6, maxLength: 6 },
  );
  const write: readonly ((parts: readonly string[]) => string)[] = [
    (parts) => parts.join(':'),
    (parts) => parts.join('-'),
    (parts) => parts.join(':').toUpperCase(),
    (parts) => parts.join('-').toUpperCase(),
  ];

  it('are found exactly with colons and dashes, wherever they stand', () => {
    fc.assert(
      fc.property(bytes, fc.constantFrom(...write), frameOrNone, (parts, form, [a, b]) => {
        const value = form(parts);
        expect(found(a + value + b)).toEqual([`MAC ${value}`]);
      }),
      { numRuns: 500 },
    );
  });

  it('are found with dots', () => {
    fc.assert(
      fc.property(bytes, frameOrNone, (parts, [a, b]) => {
        const value = (parts.join('').match(/.{4}/g) ?? []).join('.');
        // Letters only are names with dots, digits only a number.
        fc.pre(value.split('.').every((group) => /\d/.test(group)) && /[a-f]/.test(value));
        expect(found(a + value + b)).toEqual([`MAC ${value}`]);
      }),
      { numRuns: 300 },
    );
  });

  it('are none with a part too many, too few or wrong', () => {
    for (const text of [
      '00:1a:2b:3c:4d:5e:6f',
      '00:1a:2b:3c:4d',
      '00-1a-2b-3c-4d-5e-6f-70',
      '00:1a:2b:3c:4d:5g',
      '00:1a-2b:3c-4d:5e',
      '0:1a:2b:3c:4d:5e',
      'x00:1a:2b:3c:4d:5e',
      '001a.2b3c.4d5e.6f70',
    ])
      expect([text, foundOf('MAC', `It was ${text} then`)]).toEqual([text, []]);
  });
});
