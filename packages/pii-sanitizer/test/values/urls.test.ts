import { describe, expect, it } from 'vitest';
import { createSanitizer } from '../../src/index.ts';

const { sanitize, inspect } = createSanitizer();

describe('a URL that is a value', () => {
  it.each([
    ['https://x.com/?email=a%40b.com&id=5', 'https://x.com/?email=[REDACTED]&id=5'],
    [
      'https://x.com/?firstName=Jane&n=1#token=abc',
      'https://x.com/?firstName=[REDACTED]&n=1#token=[REDACTED]',
    ],
    ['https://x.com/?q=to+a%40b.com+now', 'https://x.com/?q=to%20[EMAIL]%20now'],
    ['postgres://app:hunter2@db/main?sslmode=require', 'postgres://app:[REDACTED]@db/main?sslmode=require'],
    ['https://x.com/a@b.com?x=1', 'https://x.com/[EMAIL]?x=1'],
    ['https://x.com/?phone=', 'https://x.com/?phone='],
    ['https://x.com/?q=%E0%A4%A', 'https://x.com/?q=%E0%A4%A'],
    ['https://x.com/?id=12345&epoch=1764000000', 'https://x.com/?id=12345&epoch=1764000000'],
  ])('%s', (url, clean) => {
    expect(sanitize({ url })).toEqual({ url: clean });
    expect(sanitize([clean])).toEqual([clean]);
    expect(sanitize(JSON.stringify({ url }))).toBe(JSON.stringify({ url: clean }));
  });

  it('as an object becomes text only when it has to change', () => {
    const clean = new URL('https://x.com/?id=5');
    expect(sanitize([clean])[0]).toBe(clean);
    expect(sanitize({ u: new URL('https://x.com/?ssn=123456789') })).toEqual({
      u: 'https://x.com/?ssn=[REDACTED]',
    });
  });

  it('tells where', () => {
    const url = 'https://x.com/?n=1&email=jane%40b.com';
    expect(inspect({ url }).findings.map(({ start, end }) => url.slice(start, end))).toContain(
      'jane%40b.com',
    );
  });
});
