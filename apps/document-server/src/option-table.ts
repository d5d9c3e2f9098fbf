// Everything that can be set, by flag or variable.
import {
  addressList,
  hostAddress,
  hostList,
  httpUrl,
  issuerUrl,
  LOG_LEVELS,
  logLevel,
  originList,
  scopeList,
  secureUrl,
  someText,
  wholeNumber,
} from './option-values.ts';

/** The name of a database that is no file. */
export const IN_MEMORY = ':memory:';

/** One option. Without a default its setting is not there. */
type OptionRow = readonly [
  flags: string,
  about: string,
  env: string | undefined,
  read?: ((text: string) => unknown) | undefined,
  byDefault?: unknown,
  /** How `--help` shows the default, where it would be no word. */
  shownDefault?: string,
];

/** In the order of `--help`. */
export const OPTIONS: readonly OptionRow[] = [
  ['--docs <folder>', 'folder with .md, .txt and .html files', 'DOCS_DIR', someText],
  [
    '--port, --http <port>',
    'serve over HTTP on this port; 0: any free one',
    'PORT',
    wholeNumber(0, 65_535),
    3000,
  ],
  ['--stdio', 'serve over standard input and output instead of HTTP', undefined, undefined, false],
  [
    '--database <file>',
    'keep the index in this file between starts',
    'DATABASE_PATH',
    someText,
    IN_MEMORY,
    'in memory',
  ],
  ['--host <address>', 'address to listen on', 'HOST', hostAddress, '127.0.0.1'],
  [
    '--allowed-hosts <names>',
    'host names that clients may use, besides local ones; *: any',
    'ALLOWED_HOSTS',
    hostList,
    [],
    'none',
  ],
  [
    '--allowed-origins <origins>',
    'web pages that may call, besides local ones',
    'ALLOWED_ORIGINS',
    originList,
    [],
    'none',
  ],
  [
    '--trusted-proxies <addresses>',
    'addresses or ranges of proxies that tell who their clients are',
    'TRUSTED_PROXIES',
    addressList,
    [],
    'none',
  ],
  [
    '--auth-resource <url>',
    'URL of the endpoint as clients know it: each then needs an access token for it',
    'AUTH_RESOURCE',
    secureUrl,
  ],
  ['--auth-issuer <url>', 'authorization server that issues the tokens', 'AUTH_ISSUER', issuerUrl],
  ['--auth-jwks-uri <url>', 'where its public keys are', 'AUTH_JWKS_URI', secureUrl],
  ['--auth-scopes <scopes>', 'scopes that a token has to have', 'AUTH_SCOPES', scopeList, [], 'none'],
  ['--log-level <level>', LOG_LEVELS.join(', '), 'LOG_LEVEL', logLevel, 'info'],
  [
    '--otlp-endpoint <url>',
    'send traces and metrics to this OTLP/HTTP receiver',
    'OTEL_EXPORTER_OTLP_ENDPOINT',
    httpUrl,
  ],
  [
    '--metrics-port <port>',
    'answer Prometheus at /metrics on this port; 0: any free one; not set: nowhere',
    'METRICS_PORT',
    wholeNumber(0, 65_535),
  ],
  [
    '--metrics-host <address>',
    'address to listen on for Prometheus',
    'METRICS_HOST',
    hostAddress,
    '127.0.0.1',
  ],
  [
    '--rate-limit <calls>',
    'requests a minute for each client; 0: no limit',
    'RATE_LIMIT',
    wholeNumber(0, 1_000_000),
    600,
  ],
  [
    '--rate-limit-store <url>',
    'count calls in this Redis, so that replicas share the limit',
    'RATE_LIMIT_STORE',
  ],
  [
    '--rate-limit-store-file <file>',
    'file with that address, for one that holds a password',
    'RATE_LIMIT_STORE_FILE',
    someText,
  ],
  [
    '--replica-key-file <file>',
    'file with a secret of 32 bytes or more that all replicas have',
    'REPLICA_KEY_FILE',
    someText,
  ],
  ['--audit-log <file>', 'append one JSON line for each request to this file', 'AUDIT_LOG', someText],
  [
    '--drain-delay-ms <ms>',
    'after a signal, go on for this long while /ready answers 503',
    'DRAIN_DELAY_MS',
    wholeNumber(0, 3_600_000),
    0,
  ],
  [
    '--shutdown-grace-ms <ms>',
    'then, how long requests in flight may go on',
    'SHUTDOWN_GRACE_MS',
    wholeNumber(1, 3_600_000),
    10_000,
  ],
  [
    '--max-in-flight <calls>',
    'refuse calls beyond this many at a time; 0: no limit',
    'MAX_IN_FLIGHT',
    wholeNumber(0, 1_000_000),
    1000,
  ],
  [
    '--max-event-loop-delay-ms <ms>',
    'refuse calls while each waits longer than this; 0: no limit',
    'MAX_EVENT_LOOP_DELAY_MS',
    wholeNumber(0, 3_600_000),
    1000,
  ],
  [
    '--max-document-bytes <bytes>',
    'larger files are left out',
    'MAX_DOCUMENT_BYTES',
    wholeNumber(1, 64 * 1024 * 1024),
    5 * 1024 * 1024,
  ],
  [
    '--max-documents <count>',
    'files beyond this many are left out',
    'MAX_DOCUMENTS',
    wholeNumber(1, 10_000_000),
    100_000,
  ],
  ['--max-depth <levels>', 'folders nested deeper are left out', 'MAX_DEPTH', wholeNumber(0, 256), 16],
];
