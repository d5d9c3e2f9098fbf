// Makes a string for format, pattern, minLength and maxLength.
import type { Json } from '../session/session.ts';
import { fromPattern } from './from-pattern.ts';

// Reserved names and addresses (RFC 2606, RFC 5737, RFC 3849), so that nothing real is ever meant.
const FORMATS: Readonly<Record<string, string>> = {
  'date-time': '2026-01-15T12:00:00Z',
  date: '2026-01-15',
  time: '12:00:00Z',
  duration: 'P1D',
  email: 'user@example.com',
  'idn-email': 'user@example.com',
  hostname: 'example.com',
  'idn-hostname': 'example.com',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  uri: 'https://example.com/',
  url: 'https://example.com/',
  'uri-reference': '/example',
  iri: 'https://example.com/',
  'iri-reference': '/example',
  'uri-template': '/example/{id}',
  uuid: '123e4567-e89b-42d3-a456-426614174000',
  'json-pointer': '/a',
  'relative-json-pointer': '0',
  regex: 'a',
  byte: 'dGV4dA==',
};
const MAX_LENGTH = 10_000;

/** Makes a string. A pattern that is not simple is left to chance: the caller checks the value. */
export function makeString(schema: Json): string {
  const least = typeof schema.minLength === 'number' ? Math.min(schema.minLength, MAX_LENGTH) : 0;
  const most = typeof schema.maxLength === 'number' ? schema.maxLength : MAX_LENGTH;
  const { format, pattern } = schema;
  if (typeof pattern === 'string') return fromPattern(pattern, least) ?? 'text';
  if (typeof format === 'string' && Object.hasOwn(FORMATS, format)) return FORMATS[format] ?? '';
  return 'text'.padEnd(least, 'x').slice(0, most);
}
