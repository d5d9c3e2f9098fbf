import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { endsInChecksum } from '../../src/secrets/checksum.ts';
import { matchSecretToken } from '../../src/secrets/secret-token.ts';
import { VENDOR_KEYS } from '../../src/secrets/vendors/table.ts';
import { ALNUM, createRandom, DIGITS, HEX } from '../support/random.ts';

const random = createRandom(11);
const GITHUB = `gh${'p_'}`;
const BODY = `1${random.from(ALNUM, 35)}`;
const KEY = GITHUB + BODY;

/** What the engine would ask about the run that holds `part`. */
function match(text: string, part = KEY): string | undefined {
  const at = text.indexOf(part);
  let start = at;
  while (start > 0 && /[A-Za-z0-9_+/=.-]/.test(text.charAt(start - 1))) start -= 1;
  let end = at;
  while (end < text.length && /[A-Za-z0-9_+/=.-]/.test(text.charAt(end))) end += 1;
  const found = matchSecretToken(text, start, end, 0, text.length);
  return found === undefined ? undefined : text.slice(found.start, found.end);
}

describe('a key in a token', () => {
  it.each([
    ...[
      KEY,
      `(${KEY})`,
      `x=${KEY}`,
      `/path/${KEY}`,
      `a.b=${KEY}&c`,
      `\\n${KEY}\\n`,
      `%3D${KEY}`,
      `\\u0022${KEY}`,
      `"${KEY}"`,
    ],
  ])('in %j', (text) => expect(match(text)).toBe(KEY));

  it.each([...[`x${KEY}`, `1${KEY}`, `_${KEY}`]])('not in %j', (text) => expect(match(text)).toBe(undefined));

  it('not when it is an example', () => {
    for (const body of [
      'x'.repeat(36),
      `${'0'.repeat(30)}123456`,
      `EXAMPLE${random.from(ALNUM, 29)}`,
      'PersonalAccessTokenThatIsNoneAtAll12',
    ])
      expect(match(GITHUB + body, GITHUB + body)).toBe(undefined);
  });

  it.each([
    [`AWS: AK${'IA'}Q2W3E4R5T6Y7U2I3, ${'aB3/'.repeat(10)}`, 'aB3/'.repeat(10)],
    [`tool --token ${BODY}`, BODY],
    [`the access token is ${BODY}`, BODY],
    [`set("apiToken", "${BODY}")`, BODY],
    [`bearer ${BODY}`, BODY],
    [`machine x\n  login y\n  password ${BODY}`, BODY],
  ])('by what stands before it: %j', (text, secret) => expect(match(text, secret)).toBe(secret));

  it.each([
    ...[
      `commit ${random.from(HEX, 40)}`,
      `word ${BODY}`,
      `public key ${BODY}`,
      'password reset-link-for-user-12',
      'token /var/lib/tokens/a1',
    ],
  ])('not by what stands before it: %j', (text) =>
    expect(match(text, text.slice(text.lastIndexOf(' ') + 1))).toBe(undefined),
  );
});

describe('the checksum of GitHub and npm', () => {
  const base62 = (value: number): string => {
    let text = '';
    for (let rest = value; rest > 0; rest = Math.floor(rest / 62))
      text = (DIGITS + ALNUM.slice(10)).charAt(rest % 62) + text;
    return text.padStart(6, '0');
  };

  it('raises the confidence where it holds', () => {
    for (let count = 0; count < 50; count += 1) {
      const entropy = random.from(ALNUM, 30);
      const body = entropy + base62(crc32(entropy));
      expect(endsInChecksum(body)).toBe(true);
      const broken = body.slice(0, -1) + (body.endsWith('0') ? '1' : '0');
      expect(endsInChecksum(broken)).toBe(false);
      const sure = matchSecretToken(GITHUB + body, 0, 40, 0, 40);
      const likely = matchSecretToken(GITHUB + broken, 0, 40, 0, 40);
      expect([sure?.confidence, likely?.confidence]).toEqual([0.99, 0.95]);
    }
  });
});

describe('the table of vendors', () => {
  it('has one row a prefix, each with a source', () => {
    const prefixes = VENDOR_KEYS.map(({ prefix }) => prefix);
    expect(new Set(prefixes).size).toBe(prefixes.length);
    expect(VENDOR_KEYS.length).toBeGreaterThan(150);
    for (const { name, source } of VENDOR_KEYS) {
      expect(source).toMatch(/^https:\/\/\S+$/);
      expect(name).not.toBe('');
    }
  });

  it('bounds every pattern', () => {
    for (const { body } of VENDOR_KEYS) {
      expect(() => new RegExp(body, 'y')).not.toThrow();
      expect(body).not.toMatch(/[*+](?!\/|=|-|\])|,\}/);
    }
  });
});
