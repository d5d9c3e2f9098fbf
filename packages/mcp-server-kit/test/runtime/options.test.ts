// Options are checked once, when a server is served, by messages that say what to change.
import { describe, expect, test } from 'vitest';
import { createHttpHandler, type HttpOptions, serveHttp } from '../../src/http.ts';
import { DefinitionError, defineServer, type RuntimeOptions } from '../../src/index.ts';
import { resolveOptions } from '../../src/runtime/options.ts';
import { serveStdio } from '../../src/stdio.ts';
import { connectTestClient } from '../../src/testing.ts';

const definition = defineServer({ name: 'probe', version: '1.0.0' });

describe('refused', () => {
  const integers = [
    'timeoutMs',
    'maxResultChars',
    'pageSize',
    'maxDepth',
    'maxSubscriptionChars',
    'requestStateTtlMs',
  ] as const;
  const bad = [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, '5', null, 2 ** 53];

  test.each(integers.flatMap((option) => bad.map((value) => [option, value] as const)))(
    '%s: %s',
    (option, value) => {
      const resolve = () => resolveOptions('probe', { [option]: value });
      expect(resolve).toThrow(DefinitionError);
      expect(resolve).toThrow(`Expected \`${option}\` to be a positive integer, got ${value}`);
    },
  );

  test.each([
    [{ rateLimit: { limit: 0, windowMs: 1 } }, 'Expected `rateLimit.limit` to be a positive integer, got 0'],
    [
      { rateLimit: { limit: 1, windowMs: -5 } },
      'Expected `rateLimit.windowMs` to be a positive integer, got -5',
    ],
    [{ replicaKey: 'k'.repeat(31) }, 'Expected `replicaKey` to be at least 32 bytes'],
    [{ replicaKey: new Uint8Array(31) }, 'Expected `replicaKey` to be at least 32 bytes'],
    [{ replicaKey: '' }, 'Expected `replicaKey` to be at least 32 bytes'],
  ])('%j', (options, message) => {
    expect(() => resolveOptions('probe', options)).toThrow(message);
  });

  test.each([
    [{ maxBodyBytes: 0 }, '`maxBodyBytes`'],
    [{ maxValues: 0 }, '`maxValues`'],
    [{ sessions: { maxSessions: 0 } }, 'maxSessions'],
    [{ sessions: { idleMs: Number.NaN } }, 'idleMs'],
    [{ sessions: { retryMs: -1 } }, 'retryMs'],
    [{ maxConnections: 0 }, 'maxConnections'],
    [{ maxConnectionsPerClient: 0 }, 'maxConnectionsPerClient'],
    [{ sendTimeoutMs: 0 }, 'sendTimeoutMs'],
    [{ maxUnreadBytes: 0 }, 'maxUnreadBytes'],
    [{ path: 'mcp' }, 'path'],
    [{ allowedOrigins: ['app.example.com'] }, 'allowedOrigins'],
    [{ allowedOrigins: ['https://app.example.com/'] }, 'allowedOrigins'],
    [{ allowedOrigins: ['*'] }, 'allowedOrigins'],
    [{ host: 5 }, '`host`'],
    [{ host: '' }, '`host`'],
    [{ path: 5 }, '`path`'],
    [{ allowedHosts: 'foo' }, '`allowedHosts` to be a list of strings'],
    [{ allowedHosts: ['foo', 5] }, '`allowedHosts` to be a list of strings'],
    [{ allowedOrigins: 'https://app.example.com' }, '`allowedOrigins` to be a list'],
    [{ trustedProxies: '10.0.0.0/8' }, '`trustedProxies` to be a list'],
    [{ health: {} }, '`health` to come from createHealth()'],
    [{ shedder: { admit: () => () => {} } }, '`shedder` to come from createLoadShedder()'],
    [{ sessions: 5 }, '`sessions` to be an object or false'],
    [{ sessions: true }, '`sessions` to be an object or false'],
    [{ legacySse: 'yes' }, '`legacySse` to be true or false'],
    [{ sanitizer: {} }, '`sanitizer` to come from createSanitizer()'],
    [{ rateLimit: 5 }, '`rateLimit` to be'],
    [{ rateLimit: true }, '`rateLimit` to be'],
    [{ telemetry: {} }, '`telemetry` to come from startTracing()'],
    [{ audit: 1 }, '`audit` to be a function or false'],
    [{ audit: true }, '`audit` to be a function or false'],
    [{ logger: {} }, '`logger` to come from createLogger()'],
    [{ allowedHosts: ['app.example.com:443'] }, 'allowedHosts'],
    [{ allowedHosts: ['https://app.example.com'] }, 'allowedHosts'],
  ])('by HTTP: %j', async (options, message) => {
    const served = serveHttp(definition, { port: 0, ...(options as HttpOptions) });
    // What should not have started has to stop.
    void served.then((server) => server.close()).catch(() => {});
    await expect(served).rejects.toThrow(DefinitionError);
    await expect(served).rejects.toThrow(message);
  });

  test.each([{ maxLineBytes: 0 }, { graceMs: -1 }, { pageSize: 0 }])('by stdio: %j', async (options) => {
    await expect(serveStdio(definition, options)).rejects.toThrow(DefinitionError);
  });

  test('by every way in', async () => {
    const options: RuntimeOptions = { pageSize: 0 };
    await expect(createHttpHandler(definition, options)).rejects.toThrow('`pageSize`');
    for (const era of ['2025', '2026'] as const) {
      await expect(connectTestClient(definition, { era, ...options } as never)).rejects.toThrow('`pageSize`');
    }
  });
});

test('defaults are those of the documentation', () => {
  const { logger, sanitizer, sinks, audit, ...rest } = resolveOptions('probe', {});
  expect(rest).toEqual({
    rateLimit: { limit: 600, windowMs: 60_000 },
    telemetry: undefined,
    timeoutMs: 60_000,
    maxResultChars: 4_194_304,
    maxUnreadBytes: 16_777_216,
    pageSize: 100,
    maxDepth: 64,
    maxValues: 10_000,
    maxSubscriptionChars: 131_072,
    cache: { maxEntries: 10_000, maxChars: 16_777_216 },
    replicaKey: undefined,
    requestStateTtlMs: 600_000,
  });
  expect(logger.level).toBe('info');
  expect(sanitizer.redact('jane@example.com')).toBe('[EMAIL]');
  for (const sink of Object.values(sinks)) expect(sink.redact('jane@example.com')).toBe('[EMAIL]');
  expect(audit).toBeTypeOf('function');
});

test('false turns the limit and the audit off; the smallest values are accepted', () => {
  const off = resolveOptions('probe', { rateLimit: false, audit: false });
  expect(off).toMatchObject({ rateLimit: undefined, audit: undefined });
  const smallest = { timeoutMs: 1, maxResultChars: 1, pageSize: 1, maxDepth: 1, requestStateTtlMs: 1 };
  expect(resolveOptions('probe', { ...smallest, replicaKey: 'k'.repeat(32) })).toMatchObject(smallest);
});
