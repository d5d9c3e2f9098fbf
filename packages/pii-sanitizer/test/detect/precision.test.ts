// What technical text is full of and is nobody's: none of it may be touched.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSanitizer } from '../../src/index.ts';
import { digits } from './digits.ts';
import { found } from './found.ts';
import { frame } from './frames.ts';

const { redact } = createSanitizer();

const SAMPLES: Readonly<Record<string, readonly string[]>> = {
  'ids and hashes': [
    'request 3f2504e0-4f89-41d3-9a0c-0305e82c3301 done',
    'request 12345678-1234-1234-1234-123456789012 done',
    '{"session.id":"01234567-8901-4345-8901-234567890123"}',
    'commit 9fceb02d0ae598e95dc970b74767f19372d61af8',
    'commit 9fceb02',
    'index 83db48f..bf269f4 100644',
    'md5 d41d8cd98f00b204e9800998ecf8427e',
    'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
    'trace_id=4bf92f3577b34da6a3ce929d0e0e4736 span_id=00f067aa0ba902b7',
    'spanId 1234567890123456',
    'snowflake 175928847299117063',
    'ETag: "5d8c72a5edda8"',
    '"id": 1234567890123456789,',
    'job hosted-eu-20260812-09 done',
    'pod api-7d4b9c6f5-x2x9z',
    'arn:aws:iam::123456789012:role/Admin',
  ],
  'versions and releases': [
    'v18.20.4',
    'node-v22.15.0-linux-x64.tar.gz',
    'lodash@4.17.21',
    '1.2.3-beta.4+build.5',
    '0.1.2.3-rc.4',
    'Chrome/126.0.6478.127 Safari/537.36',
    '"integrity": "sha512-abc123DEF456ghi789JKL012mno345PQR678stu901VWX234yz=="',
  ],
  'dates and times': [
    '2026-11-24T12:34:56.789Z',
    '2026-11-24 12:34:56,789 INFO',
    '[24/Nov/2026:10:00:00 +0000]',
    'Tue Nov 24 21:35:06 UTC 2026',
    '20261124T123456Z',
    'ts=1764000000123456789',
    'at 1764000000 exactly',
    'at 1764000000123 exactly',
    'Date: Tue Nov 24 12:00:00 2026 +0100\n\n    1.2.3',
    'zone +0100 2026-11-24',
    'UTC+05:30',
    '2:30 - 4:45',
    'from 1939-1945 on',
  ],
  numbers: [
    'pi is 3.141592653589793',
    'elapsed 1234567.891 ms',
    'lat 52.520008, lon 13.404954',
    '(40.712776, -74.005974)',
    '$1,234,567.89',
    'EUR 1.234.567,89',
    '1,234,567,890 rows',
    '42,195 km in 2:03:59',
    '6.02214076e23',
    'if (n === 4294967295) return -2147483648;',
    '9007199254740991 and 18446744073709551615',
    '1234567890 1234567891 1234567892',
    ' 12345  67890  11223  44556',
    'a row of 1 2 3 4 5 6 7 8 9',
    '1-2-3-4-5-6-7',
    '10-20-30',
    'ratio 16:9, score 21-14-7, pages 1234-1245',
  ],
  'numbers of other things': [
    'ISBN 978-3-16-148410-0',
    'ISBN-10 0-306-40615-2',
    'ISSN 2049-3630',
    'DOI 10.1000/182, arXiv:2101.00001',
    'EAN 4006381333931, barcode 012345678905',
    'order 112-1234567-1234567',
    'Order #1234567890',
    'invoice INV-2026-000123 for ticket PROJ-12345',
    'tracking 1Z999AA10123456784',
    'tracking number 9400 1000 0000 0000 0000 00',
    'SKU 123-456-7890',
    'part no. 555-1234-567',
    'Boeing 737-800, model XR-500-2000',
    'ISO 27001:2013, RFC 2822, IEEE 802.11',
    'room 101-202-303',
    '"count": 5551234567, "user_id": "5551234567"',
    'size=5551234567 offset 5551234567',
    'pid 12345 tid 140735123456789, ports 8080, 8443 and 9090',
  ],
  'code, markup and paths': [
    'color: #1a2b3c; background: #ff00aa80; border-color: rgba(12, 34, 56, 0.7)',
    'margin: 0 12px 10px 4px; grid-template-columns: 1fr 200px 1fr 100px;',
    'x = 555 - 1234;',
    'return 123-45-678;',
    'const a = 555*1234567;',
    'for (let i = 0; i < 1000000000; i++)',
    '0xDEADBEEF 0x7ffee4c0a000',
    'chmod 0755 /usr/local/bin/x',
    '/var/log/app/2026/11/24/1234567890.log',
    's3://bucket/part-00000-0a1b2c3d.snappy',
    'https://example.com/items/1234567890?page=2',
    'GET /api/v1/users/123456789 200 15ms',
    '-rw-r--r-- 1 root root 1234567 Nov 24 12:34 file.bin',
    '@@ -123,45 +678,90 @@',
    'd="M12 2C6.48 2 2 6.48 2 12s4.48 10 10 10 10-4.48 10-10S17.52 2 12 2z"',
    'M31.5 12.25l-4.5-4.5 3.75-3.75',
    'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk',
    'std::vector<std::pair<int, a::b>> v{1, 2};',
  ],
};

describe.each(Object.entries(SAMPLES))('%s', (_name, texts) => {
  it.each(texts)('%s', (text) => {
    expect(found(text)).toEqual([]);
    expect(redact(text)).toBe(text);
  });
});

describe('made by the thousand', () => {
  const pad = (size: number) => (number: number) => String(number).padStart(size, '0');
  const hex = (size: number) =>
    fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: size, maxLength: size });
  const time = fc
    .tuple(
      fc.integer({ min: 2000, max: 2039 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 28 }),
      fc.nat(23),
      fc.nat(59),
      fc.nat(59),
    )
    .map(([year, month, day, hour, minute, second]) =>
      [year, ...[month, day, hour, minute, second].map(pad(2))].map(String),
    );
  const KINDS: readonly (readonly [string, fc.Arbitrary<string>])[] = [
    ['UUIDs', fc.uuid()],
    [
      'UUIDs of digits',
      fc.tuple(digits(8), digits(4), digits(4), digits(4), digits(12)).map((parts) => parts.join('-')),
    ],
    ['hashes', fc.constantFrom(32, 40, 64).chain(hex)],
    [
      'short hashes',
      hex(7)
        .filter((hash) => /[a-f]/.test(hash))
        .map((hash) => `commit ${hash}`),
    ],
    ['ISO times', time.map(([y, m, d, h, min, s]) => `${y}-${m}-${d}T${h}:${min}:${s}.123Z`)],
    ['ISO dates', time.map(([y, m, d]) => `${y}-${m}-${d}`)],
    ['epoch seconds', fc.integer({ min: 1_500_000_000, max: 1_999_999_999 }).map((at) => `at ${at} then`)],
    ['versions', fc.tuple(fc.nat(99), fc.nat(99), fc.nat(9999)).map((parts) => `v${parts.join('.')}`)],
    ['decimals', fc.tuple(fc.nat(999), digits(8)).map(([whole, rest]) => `${whole}.${rest}`)],
    ['money', fc.tuple(fc.nat(999), digits(3), digits(2)).map(([a, b, c]) => `$${a},${b}.${c}`)],
    ['colours', hex(6).map((colour) => `#${colour}`)],
    ['numbers in paths', digits(10).map((id) => `/items/${id}/edit`)],
  ];
  it.each(KINDS)('%s', (_name, kind) => {
    fc.assert(
      fc.property(kind, frame, (value, [a, b]) => {
        expect(found(a + value + b)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
