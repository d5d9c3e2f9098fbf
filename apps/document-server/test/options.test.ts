// Every option by flag and by variable, and every value that is refused.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { createCommand, readSettings } from '../src/options.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

let printed = '';
beforeEach(() => {
  printed = '';
  for (const { envVar } of createCommand().options) if (envVar !== undefined) vi.stubEnv(envVar, undefined);
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, 'write').mockImplementation((text) => {
      printed += String(text);
      return true;
    });
  }
  return () => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  };
});

const DOCS = import.meta.dirname;

/** The exit code of commander, and what it printed. */
function refusal(args: readonly string[]): { code: number; printed: string } {
  try {
    readSettings(args);
  } catch (error) {
    return { code: (error as { exitCode: number }).exitCode, printed };
  }
  throw new Error('It was accepted');
}

test('has defaults for everything but the folder', () => {
  expect(readSettings(['--docs', DOCS])).toEqual({
    docs: DOCS,
    stdio: false,
    database: ':memory:',
    host: '127.0.0.1',
    port: 3000,
    allowedHosts: [],
    allowedOrigins: [],
    trustedProxies: [],
    logLevel: 'info',
    metricsHost: '127.0.0.1',
    rateLimit: 600,
    drainDelayMs: 0,
    shutdownGraceMs: 10_000,
    maxInFlight: 1000,
    maxEventLoopDelayMs: 1000,
    maxDocumentBytes: 5_242_880,
    maxDocuments: 100_000,
    maxDepth: 16,
  });
});

const VALUES = [
  ['--port', 'PORT', '8000', { port: 8000 }],
  ['--http', 'PORT', '0', { port: 0 }],
  ['--port', 'PORT', '65535', { port: 65_535 }],
  ['--database', 'DATABASE_PATH', join(DOCS, 'x.db'), { database: join(DOCS, 'x.db') }],
  ['--host', 'HOST', '0.0.0.0', { host: '0.0.0.0' }],
  ['--allowed-hosts', 'ALLOWED_HOSTS', 'a.example.com, b', { allowedHosts: ['a.example.com', 'b'] }],
  ['--allowed-hosts', 'ALLOWED_HOSTS', '::1,[fe80::2]', { allowedHosts: ['[::1]', '[fe80::2]'] }],
  ['--allowed-hosts', 'ALLOWED_HOSTS', '*', { allowedHosts: ['*'] }],
  [
    '--allowed-origins',
    'ALLOWED_ORIGINS',
    'https://a.example.com,http://b:1',
    { allowedOrigins: ['https://a.example.com', 'http://b:1'] },
  ],
  [
    '--trusted-proxies',
    'TRUSTED_PROXIES',
    '10.0.0.0/8, ::1,fd00::/8',
    { trustedProxies: ['10.0.0.0/8', '::1', 'fd00::/8'] },
  ],
  ['--host', 'HOST', '[::1]', { host: '::1' }],
  ['--metrics-host', 'METRICS_HOST', '[::]', { metricsHost: '::' }],
  ['--log-level', 'LOG_LEVEL', 'DEBUG', { logLevel: 'debug' }],
  ['--log-level', 'LOG_LEVEL', 'WARNING', { logLevel: 'warn' }],
  ['--otlp-endpoint', 'OTEL_EXPORTER_OTLP_ENDPOINT', 'http://c:4318', { otlpEndpoint: 'http://c:4318' }],
  ['--metrics-port', 'METRICS_PORT', '9464', { metricsPort: 9464 }],
  ['--metrics-host', 'METRICS_HOST', '0.0.0.0', { metricsHost: '0.0.0.0' }],
  ['--rate-limit', 'RATE_LIMIT', '0', { rateLimit: 0 }],
  ['--audit-log', 'AUDIT_LOG', join(DOCS, 'a.log'), { auditLog: join(DOCS, 'a.log') }],
  ['--drain-delay-ms', 'DRAIN_DELAY_MS', '5000', { drainDelayMs: 5000 }],
  ['--max-in-flight', 'MAX_IN_FLIGHT', '0', { maxInFlight: 0 }],
  ['--max-event-loop-delay-ms', 'MAX_EVENT_LOOP_DELAY_MS', '250', { maxEventLoopDelayMs: 250 }],
  ['--shutdown-grace-ms', 'SHUTDOWN_GRACE_MS', '1', { shutdownGraceMs: 1 }],
  ['--max-document-bytes', 'MAX_DOCUMENT_BYTES', '1', { maxDocumentBytes: 1 }],
  ['--max-documents', 'MAX_DOCUMENTS', '5', { maxDocuments: 5 }],
  ['--max-depth', 'MAX_DEPTH', '0', { maxDepth: 0 }],
] as const;

test.each(VALUES)('%s and %s take %s', (flag, variable, value, expected) => {
  expect(readSettings(['--docs', DOCS, flag, value])).toMatchObject(expected);
  vi.stubEnv(variable, value);
  expect(readSettings(['--docs', DOCS])).toMatchObject(expected);
});

test('these are all the options there are', () => {
  // They have tests of their own.
  const others = [
    '--docs',
    'DOCS_DIR',
    '--rate-limit-store',
    'RATE_LIMIT_STORE',
    '--rate-limit-store-file',
    'RATE_LIMIT_STORE_FILE',
    '--replica-key-file',
    'REPLICA_KEY_FILE',
    ...['--auth-resource', 'AUTH_RESOURCE', '--auth-issuer', 'AUTH_ISSUER'],
    ...['--auth-jwks-uri', 'AUTH_JWKS_URI', '--auth-scopes', 'AUTH_SCOPES'],
  ];
  const known = new Set<unknown>([...VALUES.flat(), ...others]);
  for (const { long, envVar } of createCommand().options) {
    if (long === '--stdio' || long === '--version') continue;
    expect(known).toContain(long);
    expect(known).toContain(envVar);
  }
});

test('takes the folder from its variable; a flag goes first; an empty variable is none', () => {
  const other = temporaryFolder();
  vi.stubEnv('DOCS_DIR', other);
  vi.stubEnv('PORT', ' ');
  expect(readSettings([])).toMatchObject({ docs: other, port: 3000 });
  expect(readSettings(['--docs', DOCS]).docs).toBe(DOCS);
});

test('whose tokens let in is said in full, or not at all', () => {
  const resource = 'https://docs.example.com/mcp';
  const issuer = 'https://auth.example.com';
  const jwksUri = 'http://127.0.0.1:1/jwks';
  const flags = ['--auth-resource', resource, '--auth-issuer', issuer, '--auth-jwks-uri', jwksUri];
  const docs = ['--docs', DOCS];
  expect(readSettings(docs)).not.toHaveProperty('auth');
  expect(readSettings([...docs, ...flags]).auth).toEqual({ resource, issuer, jwksUri, scopes: [] });
  vi.stubEnv('AUTH_RESOURCE', resource);
  vi.stubEnv('AUTH_ISSUER', issuer);
  vi.stubEnv('AUTH_JWKS_URI', jwksUri);
  vi.stubEnv('AUTH_SCOPES', 'docs.read, docs:list');
  const scopes = ['docs.read', 'docs:list'];
  expect(readSettings(docs).auth).toEqual({ resource, issuer, jwksUri, scopes });
  expect(readSettings([...docs, '--stdio'])).not.toHaveProperty('auth');
});

test('a store has the key of all replicas with it', () => {
  const file = join(temporaryFolder(), 'key');
  writeFileSync(file, 'k'.repeat(32));
  const args = ['--docs', DOCS, '--rate-limit-store', 'rediss://x:6380/1', '--replica-key-file', file];
  expect(readSettings(args)).toMatchObject({
    rateLimitStore: 'rediss://x:6380/1',
    replicaKey: Buffer.from('k'.repeat(32)),
  });
  vi.stubEnv('RATE_LIMIT_STORE', 'redis://x');
  vi.stubEnv('REPLICA_KEY_FILE', file);
  expect(readSettings(['--docs', DOCS])).toMatchObject({ rateLimitStore: 'redis://x' });
  expect(readSettings(['--docs', DOCS, '--stdio'])).not.toHaveProperty('rateLimitStore');
  vi.stubEnv('RATE_LIMIT_STORE', undefined);
  const address = join(temporaryFolder({ address: 'redis://:p%25@x\n' }), 'address');
  vi.stubEnv('RATE_LIMIT_STORE_FILE', address);
  expect(readSettings(['--docs', DOCS])).toMatchObject({ rateLimitStore: 'redis://:p%25@x' });
  expect(readSettings(['--docs', DOCS, '--stdio'])).not.toHaveProperty('rateLimitStore');
});

test('a PORT in the environment does not forbid --stdio', () => {
  vi.stubEnv('PORT', '8000');
  expect(readSettings(['--docs', DOCS, '--stdio']).stdio).toBe(true);
});

const DOCS_ARGS = ['--docs', DOCS];
const STORE = [...DOCS_ARGS, '--rate-limit-store'];
const KEY = [...DOCS_ARGS, '--replica-key-file'];
describe('refuses', () => {
  test.each([
    ['no folder', [], '--docs', 'DOCS_DIR'],
    ['a folder that is not there', ['--docs', '/nonexistent'], '--docs', 'not a folder'],
    ['a file as the folder', ['--docs', import.meta.filename], '--docs', 'not a folder'],
    ['a port that is no number', [...DOCS_ARGS, '--port', 'http'], '--port', 'from 0 to 65535'],
    ['a port out of range', [...DOCS_ARGS, '--http', '65536'], '--http', 'from 0 to 65535'],
    ['a negative port', [...DOCS_ARGS, '--port=-1'], '--port', 'from 0 to 65535'],
    ['a port with a fraction', [...DOCS_ARGS, '--port', '80.5'], '--port', 'from 0 to 65535'],
    ['two transports', [...DOCS_ARGS, '--http', '80', '--stdio'], '--stdio', 'choose one'],
    ['an unknown level', [...DOCS_ARGS, '--log-level', 'loud'], '--log-level', 'debug, info'],
    ['an unknown option', [...DOCS_ARGS, '--docz', 'x'], '--docz', 'unknown'],
    ['a word too many', [...DOCS_ARGS, 'more'], 'too many arguments', 'Expected 0'],
    ['an option without its value', ['--docs'], '--docs', 'argument missing'],
    ['a host with a port', [...DOCS_ARGS, '--allowed-hosts', 'a:80'], '--allowed-hosts', 'without a port'],
    [
      'an origin with a path',
      [...DOCS_ARGS, '--allowed-origins', 'https://a/b'],
      '--allowed-origins',
      'such as',
    ],
    [
      'an endpoint that is no address',
      [...DOCS_ARGS, '--otlp-endpoint', 'collector'],
      '--otlp-endpoint',
      'http://',
    ],
    [
      'a proxy by its name',
      [...DOCS_ARGS, '--trusted-proxies', 'lb'],
      '--trusted-proxies',
      'such as 10.0.0.0/8',
    ],
    [
      'a range that is too narrow',
      [...DOCS_ARGS, '--trusted-proxies', '::1/129'],
      '--trusted-proxies',
      'ranges',
    ],
    ['a blank host', [...DOCS_ARGS, '--host', ' '], '--host', 'blanks'],
    ['no grace at all', [...DOCS_ARGS, '--shutdown-grace-ms', '0'], '--shutdown-grace-ms', 'from 1'],
    ['a database in no folder', [...DOCS_ARGS, '--database', '/nonexistent/x.db'], '--database', 'not there'],
    [
      'an audit log in no folder',
      [...DOCS_ARGS, '--audit-log', '/nonexistent/x'],
      '--audit-log',
      'not there',
    ],
    [
      'a store that is no Redis',
      [...STORE, 'http://x'],
      '--rate-limit-store',
      'such as redis://127.0.0.1:6379',
    ],
    ['a store without a key', [...STORE, 'redis://x'], '--rate-limit-store', 'needs'],
    ['a store over stdio', [...STORE, 'redis://x', '--stdio'], '--rate-limit-store', 'choose one'],
    [
      'a store whose password is not encoded',
      [...STORE, 'redis://:p%@x'],
      '--rate-limit-store',
      'percent-encoded',
    ],
    [
      'a store with a path',
      [...STORE, 'redis://x/limits'],
      '--rate-limit-store',
      'nothing but the number of a database',
    ],
    [
      'a file of a store that is not there',
      [...DOCS_ARGS, '--rate-limit-store-file', '/nonexistent'],
      '--rate-limit-store-file',
      'cannot be read',
    ],
    [
      'a file of a store with nothing in it',
      [...DOCS_ARGS, '--rate-limit-store-file', '/dev/null'],
      '--rate-limit-store-file',
      'such as redis://',
    ],
    [
      'two stores',
      [...STORE, 'redis://x', '--rate-limit-store-file', '/dev/null'],
      '--rate-limit-store-file',
      'cannot be used with',
    ],
    ['a key that is not there', [...KEY, '/nonexistent'], '--replica-key-file', 'cannot be read'],
    ['a key that is too short', [...KEY, '/dev/null'], '--replica-key-file', 'holds 0 bytes'],
  ])('%s', (_name, args, which, allowed) => {
    const { code, printed: text } = refusal(args);
    expect(code).not.toBe(0);
    expect(text).toContain(which);
    expect(text).toContain(allowed);
  });

  test('a store without repeating the password in its address', () => {
    for (const address of ['redis://:hunter2@', 'http://:hunter2@x', 'redis://:hunter2@x'])
      expect(refusal([...STORE, address]).printed).not.toContain('hunter2');
  });

  test('an endpoint without repeating the token in its address', () => {
    vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', 'grpc://token:hunter2x@collector:4317');
    for (const args of [DOCS_ARGS, [...DOCS_ARGS, '--otlp-endpoint', "token:hunter2x'@collector"]]) {
      const { printed: text } = refusal(args);
      expect(text).toMatch(/--otlp-endpoint.*such as http:/);
      expect(text).not.toContain('hunter2x');
    }
  });

  test('a wrong variable, and names it', () => {
    vi.stubEnv('PORT', 'eighty');
    expect(refusal(DOCS_ARGS).printed).toMatch(/PORT.*from 0 to 65535/);
    vi.stubEnv('PORT', undefined);
    vi.stubEnv('LOG_LEVEL', 'LOUD');
    expect(refusal(DOCS_ARGS).printed).toMatch(/LOG_LEVEL.*debug, info/);
  });
});
