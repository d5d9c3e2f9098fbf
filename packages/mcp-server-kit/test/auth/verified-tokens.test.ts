// Tokens that were verified a short while ago.
import { expect, onTestFinished, test, vi } from 'vitest';
import { VerifiedTokens } from '../../src/auth/verified-tokens.ts';
import type { Principal } from '../../src/definitions/principal.ts';

const principal = (subject: string): Principal => ({
  issuer: 'https://auth.example.com',
  subject,
  clientId: undefined,
  scopes: [],
  expiresAt: Number.MAX_SAFE_INTEGER,
  claims: {},
});

test('a token is known for its time, and no longer', () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  onTestFinished(() => void vi.useRealTimers());
  const tokens = new VerifiedTokens(1000);
  tokens.add('a', principal('ada'));
  vi.advanceTimersByTime(999);
  expect(tokens.get('a')?.subject).toBe('ada');
  expect(tokens.get('b')).toBeUndefined();
  vi.advanceTimersByTime(1);
  expect(tokens.get('a')).toBeUndefined();
});

test('of more than a thousand, the oldest is forgotten', () => {
  const tokens = new VerifiedTokens(60_000);
  for (let count = 0; count <= 1000; count++) tokens.add(`token ${count}`, principal(`${count}`));
  expect(tokens.get('token 0')).toBeUndefined();
  expect(tokens.get('token 1')?.subject).toBe('1');
  expect(tokens.get('token 1000')?.subject).toBe('1000');
});

test('nothing is known for no time', () => {
  const tokens = new VerifiedTokens(0);
  tokens.add('a', principal('ada'));
  expect(tokens.get('a')).toBeUndefined();
});
