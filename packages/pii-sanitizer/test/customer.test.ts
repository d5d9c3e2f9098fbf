// The customer's own test suite, by name, and what it calls for beyond its lines.
import { describe, expect, it } from 'vitest';
import { sanitizePii, sanitizeRecord, sanitizeString } from '../src/index.ts';

describe("the customer's suite", () => {
  it('sanitize_email', () => {
    expect(sanitizeString('Contact: test@example.com')).toBe('Contact: [EMAIL]');
  });
  it('sanitize_multiple_emails', () => {
    expect(sanitizeString('Emails: a@test.com and b@test.com')).toBe('Emails: [EMAIL] and [EMAIL]');
  });
  it('sanitize_ssn', () => {
    expect(sanitizeString('SSN: 123-45-6789')).toBe('SSN: [SSN]');
  });
  it('sanitize_phone', () => {
    expect(sanitizeString('Call 555-123-4567')).toBe('Call [PHONE]');
    expect(sanitizeString('Call 5551234567')).toBe('Call [PHONE]');
  });
  it('sanitize_credit_card', () => {
    expect(sanitizeString('Card: 1234-5678-9012-3456')).toBe('Card: [CREDIT_CARD]');
  });
  it('sanitize_dict_sensitive_keys', () => {
    const result = sanitizeRecord({ password: 'secret123', username: 'john' });
    expect(result.password).toBe('[REDACTED]');
    expect(result.username).toBe('john');
  });
  it('sanitize_nested_dict', () => {
    const result = sanitizeRecord({ user: { email: 'test@example.com', name: 'John Doe' } });
    expect(result.user.email).toBe('[REDACTED]');
    expect(result.user.name).toBe('John Doe');
  });
  it('sanitize_empty_string', () => {
    expect(sanitizeString('')).toBe('');
    expect(sanitizeString(null)).toBe(null);
    expect(sanitizeString(undefined)).toBe(undefined);
  });
  it('sanitize_no_pii', () => {
    const text = 'This is clean text with no PII';
    expect(sanitizeString(text)).toBe(text);
  });
  it('sanitize_mixed_pii', () => {
    const result = sanitizeString('Contact test@example.com or 555-1234 SSN: 123-45-6789');
    expect(result).toBe('Contact [EMAIL] or [PHONE] SSN: [SSN]');
  });
  it('sanitize_list', () => {
    expect(sanitizePii(['email: test@example.com', 'phone: 555-1234'])).toEqual([
      'email: [EMAIL]',
      'phone: [PHONE]',
    ]);
  });
  it('pii_sanitization, through a tool call', () => {
    const result = sanitizePii({ query: 'email test@example.com phone 555-123-4567', limit: 5 });
    expect(result).toEqual({ query: 'email [EMAIL] phone [PHONE]', limit: 5 });
  });
});

describe('sanitizeRecord with keys of its own', () => {
  it('matches them as substrings and leaves the built-in list out', () => {
    const record = { myCodename: 'x', password: 'hunter2', list: [{ CODE: 'y' }] };
    expect(sanitizeRecord(record, ['code'])).toEqual({
      myCodename: '[REDACTED]',
      password: 'hunter2',
      list: [{ CODE: '[REDACTED]' }],
    });
  });
  it('matches substrings that the word rule would not', () => {
    expect(sanitizeRecord({ emailVerified: 'yes' }, ['email'])).toEqual({ emailVerified: '[REDACTED]' });
    expect(sanitizeRecord({ emailVerified: 'yes' })).toEqual({ emailVerified: 'yes' });
  });
  it('passes null and undefined through', () => {
    expect(sanitizeRecord(null)).toBe(null);
    expect(sanitizePii(undefined)).toBe(undefined);
    expect(sanitizePii('')).toBe('');
  });
});
