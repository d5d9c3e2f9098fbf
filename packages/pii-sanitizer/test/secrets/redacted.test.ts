// What stays of a text when a secret in it is replaced: the name, the quotes, and what comes behind.
import { describe, expect, it } from 'vitest';
import { createSanitizer } from '../../src/index.ts';

const { redact } = createSanitizer();

describe('a text with a secret', () => {
  it.each([
    ['password=hunter2', 'password=[REDACTED]'],
    ['password="[hunter 2"', 'password="[REDACTED]"'],
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

it('a list after "access key:" is not its value', () => {
  expect(redact('To rotate an access key: 1. Make a second key.')).toBe(
    'To rotate an access key: 1. Make a second key.',
  );
  expect(redact('access key: 1x9f. Keep it.')).toBe('access key: [REDACTED]. Keep it.');
});

it.each([
  ...['token: #jane@example.com end', 'password=@jane@example.com end', 'pwd: "x [EMAIL] y"'],
  ...['password abc1!defg@h.com', 'sshpass -p a@b.com!x12345', '219-09-9999 db/10.0.0.1:5432'],
])('a second redaction of %s finds nothing new', (text) => {
  const once = redact(text);
  expect(redact(once)).toBe(once);
});

it.each([
  ['password=Kq7!x[EMAIL]z9Tr', 'password=[REDACTED]'],
  ['pwd: "x7Kq [EMAIL] y"', 'pwd: "[REDACTED]"'],
])('a bracket within a secret saves no part of it: %s', (text, expected) =>
  expect(redact(text)).toBe(expected),
);
