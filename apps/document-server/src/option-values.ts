// Parsers of single option values; each says what is allowed.
import { isIP, isIPv6 } from 'node:net';
import { InvalidArgumentError } from 'commander';

/** Levels of the log, quietest last. */
export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** One level of the log. */
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Makes the parser of a whole number from `min` to `max`. */
export function wholeNumber(min: number, max: number): (value: string) => number {
  return (value) => {
    const number = /^\d{1,16}$/.test(value.trim()) ? Number(value) : Number.NaN;
    if (!(number >= min && number <= max)) {
      throw new InvalidArgumentError(`Expected a whole number from ${min} to ${max}.`);
    }
    return number;
  };
}

/** Parses a log level in any case; `warning` and `critical` stand for `warn` and `fatal`. */
export function logLevel(value: string): LogLevel {
  const wanted = value.trim().toLowerCase();
  const name = wanted === 'warning' ? 'warn' : wanted === 'critical' ? 'fatal' : wanted;
  const level = LOG_LEVELS.find((known) => known === name);
  if (level === undefined) throw new InvalidArgumentError(`Expected one of ${LOG_LEVELS.join(', ')}.`);
  return level;
}

/** Parses a list of host names without ports, or `*`. */
export function hostList(value: string): string[] {
  return listOf(value, (host) => {
    // In a Host header the address stands in brackets.
    const address = host.replace(/^\[(.*)\]$/, '$1');
    if (isIPv6(address)) return `[${address}]`;
    if (host !== '*' && !/^[A-Za-z0-9._-]{1,253}$/.test(host)) {
      throw new InvalidArgumentError('Expected host names without a port, with commas between them, or *.');
    }
    return host;
  });
}

/** Parses a list of origins, such as `https://app.example.com`. */
export function originList(value: string): string[] {
  return listOf(value, (origin) => {
    if (!URL.canParse(origin) || new URL(origin).origin !== origin.replace(/\/$/, '')) {
      throw new InvalidArgumentError(
        'Expected origins such as https://app.example.com, with commas between them.',
      );
    }
    return new URL(origin).origin;
  });
}

/** Parses a list of addresses and ranges of addresses, such as `10.0.0.0/8`. */
export function addressList(value: string): string[] {
  return listOf(value, (entry) => {
    const [address = '', bits = '0', ...rest] = entry.split('/');
    const most = isIP(address) === 4 ? 32 : 128;
    if (isIP(address) === 0 || !/^\d{1,3}$/.test(bits) || Number(bits) > most || rest.length > 0) {
      throw new InvalidArgumentError(
        'Expected addresses or ranges such as 10.0.0.0/8, with commas between them.',
      );
    }
    return entry;
  });
}

/** Parses the base URL of an OTLP/HTTP receiver. */
export function httpUrl(value: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    throw new InvalidArgumentError('Expected an address such as http://127.0.0.1:4318.');
  }
  return value;
}

/** Parses a URL that only its owner can answer: https, or http of this machine. */
export function secureUrl(value: string): string {
  const text = someText(value);
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isLocal = url?.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  const isBare = url?.username === '' && url.password === '' && !text.includes('#');
  if ((url?.protocol !== 'https:' && !isLocal) || !isBare) {
    throw new InvalidArgumentError(
      'Expected an https URL without user, password and fragment, or an http one of this machine.',
    );
  }
  return text;
}

/** Parses the URL of an issuer of tokens (RFC 8414). */
export function issuerUrl(value: string): string {
  const url = secureUrl(value);
  if (url.includes('?')) throw new InvalidArgumentError('Expected a URL without a query.');
  return url;
}

/** Parses a list of scopes (RFC 6749), such as `docs.read`. */
export function scopeList(value: string): string[] {
  return value
    .split(/[\s,]/)
    .filter(Boolean)
    .map((scope) => {
      if (!/^[\x21\x23-\x5b\x5d-\x7e]{1,128}$/.test(scope)) {
        throw new InvalidArgumentError(
          'Expected scopes such as docs.read, with commas or blanks between them.',
        );
      }
      return scope;
    });
}

/** Parses an address to listen on; one of IPv6 may stand in brackets, as in a URL. */
export function hostAddress(value: string): string {
  const host = someText(value);
  const inner = host.replace(/^\[(.*)\]$/, '$1');
  return isIPv6(inner) ? inner : host;
}

/**
 * Whether `value` is an address that the Redis client takes: `redis://`, `rediss://`, user and password
 * percent-encoded, nothing but the number of a database as its path.
 */
export function isRedisUrl(value: string): boolean {
  if (!/^rediss?:\/\/[^/]/.test(value) || !URL.canParse(value)) return false;
  const { username, password, pathname } = new URL(value);
  try {
    for (const part of [username, password]) decodeURIComponent(part);
  } catch {
    return false;
  }
  return /^\/?\d{0,9}$/.test(pathname);
}

/** Parses text that must not be blank. */
export function someText(value: string): string {
  const text = value.trim();
  if (text === '') throw new InvalidArgumentError('Expected something other than blanks.');
  return text;
}

function listOf(value: string, check: (item: string) => string): string[] {
  return value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
    .map(check);
}
