import { describe, expect, test } from 'vitest';
import { resolveUrl } from '../../src/settings/endpoint.ts';

describe('resolveUrl', () => {
  test.each([
    ['http://collector:4318', 'http://collector:4318/v1/traces'],
    ['http://collector:4318/', 'http://collector:4318/v1/traces'],
    ['https://host/otlp', 'https://host/otlp/v1/traces'],
    ['https://host/otlp/v1/traces', 'https://host/otlp/v1/traces'],
    ['https://host/v1/traces/', 'https://host/v1/traces'],
    ['https://host/base?key=1', 'https://host/base/v1/traces?key=1'],
  ])('option %s', (endpoint, url) => {
    expect(resolveUrl('traces', endpoint, {})).toBe(url);
  });

  test('the variable for traces is used as it is, and goes before the general one', () => {
    const env = {
      OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://a:1/custom',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://b:2',
    };
    expect(resolveUrl('traces', undefined, env)).toBe('http://a:1/custom');
    expect(resolveUrl('traces', 'http://c:3', env)).toBe('http://c:3/v1/traces');
    expect(resolveUrl('traces', undefined, { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://b:2/x' })).toBe(
      'http://b:2/x/v1/traces',
    );
  });

  test('nothing named, or only blanks, is no endpoint', () => {
    expect(resolveUrl('traces', undefined, {})).toBeUndefined();
    expect(resolveUrl('traces', undefined, { OTEL_EXPORTER_OTLP_ENDPOINT: ' ' })).toBeUndefined();
  });

  test.each(['', 'collector:4318', 'ftp://host', 'not a url'])('%j is refused', (endpoint) => {
    expect(() => resolveUrl('traces', endpoint, {})).toThrow(
      'Expected `endpoint` to be an absolute http or https URL',
    );
  });

  test('a bad variable is named, and its value is not repeated', () => {
    const env = { OTEL_EXPORTER_OTLP_ENDPOINT: 'ftp://user:secret@host' };
    expect(() => resolveUrl('traces', undefined, env)).toThrow(
      /^Expected OTEL_EXPORTER_OTLP_ENDPOINT to be an absolute http or https URL$/,
    );
  });
});
