import { describe, expect, it } from 'vitest';
import { createSanitizer } from '../src/index.ts';

const { detect, redact } = createSanitizer();

function found(text: string): string[] {
  return detect(text).map(({ type, start, end }) => `${type} ${text.slice(start, end)}`);
}

describe('e-mail', () => {
  it.each([
    ['write to Jane.Doe+tag@mail.example.co.uk.', 'Jane.Doe+tag@mail.example.co.uk'],
    ['<a_b%c@x-y.io>', 'a_b%c@x-y.io'],
    ["from o'brien@example.com", "o'brien@example.com"],
    ["to='jo@example.com'", 'jo@example.com'],
    ['kwame@münchen-dubois.de', 'kwame@münchen-dubois.de'],
    ['x@example.xn--p1ai', 'x@example.xn--p1ai'],
    ['a@b.com_', 'a@b.com'],
    ['a@b.com-', 'a@b.com'],
  ])('in %j', (text, address) => expect(found(text)).toEqual([`EMAIL ${address}`]));

  it.each([
    'a@b',
    '@example.com',
    'a @example.com',
    'x@.com',
    'pkg@1.2.3-beta.rc',
    'a@b.c',
    'name@localhost',
    'x@y.|z',
  ])('not in %j', (text) => expect(detect(text)).toEqual([]));

  it('takes 64 characters of local part and no more', () => {
    expect(found(`${'a'.repeat(64)}@example.com`)[0]).toHaveLength('EMAIL '.length + 64 + 12);
    expect(redact(`${'a'.repeat(65)}@example.com`)).toBe('a[EMAIL]');
  });

  it('ignores labels beyond 255 characters of domain', () => {
    const inside = `${'d'.repeat(251)}.com`;
    expect(redact(`a@${inside}`)).toBe('[EMAIL]');
    expect(redact(`a@d${inside}`)).toBe(`a@d${inside}`);
  });
});

describe('social security numbers', () => {
  it('finds dashes only, and trusts unissued ones less', () => {
    const [issued, not] = detect('123-45-6789 and 000-45-6789');
    expect(issued).toEqual({ type: 'US_SSN', start: 0, end: 11, confidence: 0.95 });
    expect(not?.confidence).toBe(0.6);
    expect(detect('123 45 6789')).toEqual([]);
  });
  it.each(['1123-45-6789', '123-45-67890', 'a123-45-6789', '7-123-45-6789', '123-45-6789-01'])(
    'not in %j',
    (text) => expect(found(text).filter((hit) => hit.startsWith('US_SSN'))).toEqual([]),
  );
});

describe('telephone numbers', () => {
  it.each([
    ['555-123-4567', '555-123-4567'],
    ['555.123.4567!', '555.123.4567'],
    ['5551234567', '5551234567'],
    ['(555) 123-4567', '(555) 123-4567'],
    ['call(555)123-4567', '(555)123-4567'],
    ['+1 555 123 4567', '+1 555 123 4567'],
    ['1-555-123-4567', '1-555-123-4567'],
    ['+1 (555) 123-4567', '+1 (555) 123-4567'],
    ['555 123 4567', '555 123 4567'],
    ['+44 20 7946 0958 is it', '+44 20 7946 0958'],
    ['tel:+442079460958', '+442079460958'],
    ['+33 1 23 45 67 89 10 people', '+33 1 23 45 67 89'],
    ['555-1234', '555-1234'],
    ['555-123-4567 x89', '555-123-4567 x89'],
    ['phone 1234567890', '1234567890'],
    ['555\u2011123\u20114567', '555\u2011123\u20114567'],
  ])('in %j', (text, number) => expect(found(text)).toEqual([`PHONE ${number}`]));

  it.each([
    ['seconds since 1970', 'at 1764000000 exactly'],
    ['a UUID of digits', '12345678-1234-1234-1234-123456789012'],
    ['a UUID', 'deadbeef-5555-1234-9012-3456deadbeef'],
    ['a hash', 'c0ffee5551234567c0ffee'],
    ['a time', '2026-11-23T12:34:56.789Z'],
    ['milliseconds', '1764000000123'],
    ['an address', '192.168.100.100'],
    ['a decimal', '112.9161302'],
    ['a date', '2026-11-23 2026-11-24'],
    ['a part number', 'A-555-1234-7'],
    ['too short', '+1234567'],
    ['two lines', '555\n123\n4567'],
  ])('not in %s', (_name, text) => expect(detect(text)).toEqual([]));
});

describe('cards', () => {
  it.each([
    ['4111111111111111', 0.9],
    ['4111 1111 1111 1111', 0.95],
    ['1234-5678-9012-3456', 0.6],
    ['3782 822463 10005', 0.95],
    ['4222222222222', 0.9],
    ['6304000000000000000', 0.9],
  ])('%s', (text, confidence) =>
    expect(detect(text)).toEqual([{ type: 'CREDIT_CARD', start: 0, end: text.length, confidence }]),
  );

  it.each([
    '4111111111111112',
    '411111111111111',
    '41111111111111111111',
    'x4111111111111111',
    '400-8722165-1858148',
  ])('not in %j', (text) => expect(found(text).filter((hit) => hit.startsWith('CREDIT'))).toEqual([]));
});

describe('secrets', () => {
  it.each([
    ['password=hunter2', 'password=[REDACTED]'],
    ['pwd: hunter2, then', 'pwd: [REDACTED], then'],
    ['DB_PASSWORD="two words"', 'DB_PASSWORD="[REDACTED]"'],
    ['secret=abc&x=1', 'secret=[REDACTED]&x=1'],
    ['?token=abc123 HTTP', '?token=[REDACTED] HTTP'],
    ['api_key=sk-123', 'api_key=[REDACTED]'],
    ['X-Api-Key: 123', 'X-Api-Key: [REDACTED]'],
    ['api key: 123', 'api key: [REDACTED]'],
    ['{"token": "a\\"b", "n": 1', '{"token": "[REDACTED]", "n": 1'],
    ['{\\"secret\\":\\"abc\\"}', '{\\"secret\\":\\"[REDACTED]\\"}'],
    ['password := x', 'password := [REDACTED]'],
    ['(password=ab)c)', '(password=[REDACTED])'],
    ['password=a@b.com', 'password=[REDACTED]'],
    ['Authorization: Bearer abc.def-ghi', 'Authorization: Bearer [REDACTED]'],
    ['Authorization: Basic dXNlcjpwYXNz', 'Authorization: Basic [REDACTED]'],
    ['sent Bearer eyJhbGciOi.x.y on', 'sent Bearer [REDACTED] on'],
    ['postgres://user:pass@db.example.com/x', 'postgres://user:[REDACTED]@db.example.com/x'],
    ['redis://:p:w@localhost:6379', 'redis://:[REDACTED]@localhost:6379'],
    ['http://a:b@c and http://d:e@f', 'http://a:[REDACTED]@c and http://d:[REDACTED]@f'],
  ])('%j', (text, clean) => expect(redact(text)).toBe(clean));

  it.each([
    'password === other',
    'token => 1',
    'std::token::x',
    'tokens=5',
    'maxTokens: 5',
    'token_count=5',
    'password: string',
    `secret=$\{MY_SECRET}`,
    'password:',
    'the bearer of bad news',
    'Bearer token',
    'http://localhost:8080/a@b',
    'monkey: 5',
    'keyword=1',
  ])('not in %j', (text) => expect(redact(text)).toBe(text));
});

describe('findings', () => {
  it('are sorted, disjoint and measured in the original', () => {
    const text = 'b 555-123-4567, password=x1 a@b.com 123-45-6789 http://u:p@h 4111111111111111';
    const hits = detect(text);
    expect(hits.map((hit) => hit.type)).toEqual([
      'PHONE',
      'SECRET',
      'EMAIL',
      'US_SSN',
      'SECRET',
      'CREDIT_CARD',
    ]);
    expect(found(text)[1]).toBe('SECRET x1');
    for (const [index, hit] of hits.entries())
      expect(hit.start).toBeGreaterThanOrEqual(hits[index - 1]?.end ?? 0);
  });
});

it('a list after "access key:" is not its value', () => {
  expect(redact('To rotate an access key: 1. Make a second key.')).toBe(
    'To rotate an access key: 1. Make a second key.',
  );
  expect(redact('access key: 1x9f. Keep it.')).toBe('access key: [REDACTED]. Keep it.');
});
