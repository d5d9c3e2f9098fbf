// The command line and the environment: what can be set, and what is refused before anything starts.
import { accessSync, constants, readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Command, Option } from 'commander';
import {
  addressList,
  hostList,
  httpUrl,
  LOG_LEVELS,
  type LogLevel,
  logLevel,
  originList,
  someText,
  wholeNumber,
} from './option-values.ts';

/** The program's settings, checked. */
export interface Settings {
  docs: string;
  stdio: boolean;
  database: string;
  host: string;
  port: number;
  allowedHosts: string[];
  allowedOrigins: string[];
  trustedProxies: string[];
  logLevel: LogLevel;
  otlpEndpoint?: string;
  /** Where Prometheus may scrape; `undefined`: nowhere. */
  metricsPort?: number;
  metricsHost: string;
  /** Calls a minute for one client; 0: no limit. */
  rateLimit: number;
  /** The Redis in which calls are counted; `undefined`: in this process. */
  rateLimitStore?: string;
  /** The secret that all replicas have. */
  replicaKey?: Uint8Array;
  auditLog?: string;
  /** How long requests may still arrive after a signal. */
  drainDelayMs: number;
  /** How long those in flight may go on after that. */
  shutdownGraceMs: number;
  /** Calls at a time beyond which more are refused; 0: no limit. */
  maxInFlight: number;
  /** The event loop's delay beyond which calls are refused; 0: no limit. */
  maxEventLoopDelayMs: number;
  maxDocumentBytes: number;
  maxDocuments: number;
  maxDepth: number;
}

/** The version of this package. */
export const VERSION: string = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
).version;

const IN_MEMORY = ':memory:';
const MIN_KEY_BYTES = 32;

/** Makes the command; nothing is read yet. */
export function createCommand(): Command {
  const option = (flags: string, description: string, env: string): Option =>
    new Option(flags, description).env(env);
  return (
    new Command('document-server')
      .description('Searches a folder of documents, serves them and offers prompts about them, over MCP.')
      .version(VERSION)
      .addOption(
        option('--docs <folder>', 'folder with .md, .txt and .html files', 'DOCS_DIR').argParser(someText),
      )
      .addOption(
        option('--port, --http <port>', 'serve over HTTP on this port; 0: any free one', 'PORT')
          .default(3000)
          .argParser(wholeNumber(0, 65_535)),
      )
      .addOption(new Option('--stdio', 'serve over standard input and output instead of HTTP').default(false))
      .addOption(
        option('--database <file>', 'keep the index in this file between starts', 'DATABASE_PATH')
          .default(IN_MEMORY, 'in memory')
          .argParser(someText),
      )
      .addOption(
        option('--host <address>', 'address to listen on', 'HOST').default('127.0.0.1').argParser(someText),
      )
      .addOption(
        option(
          '--allowed-hosts <names>',
          'host names that clients may use, besides local ones; *: any',
          'ALLOWED_HOSTS',
        )
          .default([], 'none')
          .argParser(hostList),
      )
      .addOption(
        option(
          '--allowed-origins <origins>',
          'web pages that may call, besides local ones',
          'ALLOWED_ORIGINS',
        )
          .default([], 'none')
          .argParser(originList),
      )
      .addOption(
        option(
          '--trusted-proxies <addresses>',
          'addresses or ranges of proxies that tell who their clients are',
          'TRUSTED_PROXIES',
        )
          .default([], 'none')
          .argParser(addressList),
      )
      .addOption(
        option('--log-level <level>', LOG_LEVELS.join(', '), 'LOG_LEVEL').default('info').argParser(logLevel),
      )
      .addOption(
        option(
          '--otlp-endpoint <url>',
          'send traces and metrics to this OTLP/HTTP receiver',
          'OTEL_EXPORTER_OTLP_ENDPOINT',
        ).argParser(httpUrl),
      )
      .addOption(
        option(
          '--metrics-port <port>',
          'answer Prometheus at /metrics on this port; 0: any free one; not set: nowhere',
          'METRICS_PORT',
        ).argParser(wholeNumber(0, 65_535)),
      )
      .addOption(
        option('--metrics-host <address>', 'address to listen on for Prometheus', 'METRICS_HOST')
          .default('127.0.0.1')
          .argParser(someText),
      )
      .addOption(
        option('--rate-limit <calls>', 'requests a minute for each client; 0: no limit', 'RATE_LIMIT')
          .default(600)
          .argParser(wholeNumber(0, 1_000_000)),
      )
      .addOption(
        option(
          '--rate-limit-store <url>',
          'count calls in this Redis, so that replicas share the limit',
          'RATE_LIMIT_STORE',
        ),
      )
      .addOption(
        option(
          '--replica-key-file <file>',
          'file with a secret of 32 bytes or more that all replicas have',
          'REPLICA_KEY_FILE',
        ).argParser(someText),
      )
      .addOption(
        option(
          '--audit-log <file>',
          'append one JSON line for each request to this file',
          'AUDIT_LOG',
        ).argParser(someText),
      )
      .addOption(
        option(
          '--drain-delay-ms <ms>',
          'after a signal, go on for this long while /ready answers 503',
          'DRAIN_DELAY_MS',
        )
          .default(0)
          .argParser(wholeNumber(0, 3_600_000)),
      )
      .addOption(
        option('--shutdown-grace-ms <ms>', 'then, how long requests in flight may go on', 'SHUTDOWN_GRACE_MS')
          .default(10_000)
          .argParser(wholeNumber(1, 3_600_000)),
      )
      .addOption(
        option(
          '--max-in-flight <calls>',
          'refuse calls beyond this many at a time; 0: no limit',
          'MAX_IN_FLIGHT',
        )
          .default(1000)
          .argParser(wholeNumber(0, 1_000_000)),
      )
      .addOption(
        option(
          '--max-event-loop-delay-ms <ms>',
          'refuse calls while each waits longer than this; 0: no limit',
          'MAX_EVENT_LOOP_DELAY_MS',
        )
          .default(1000)
          .argParser(wholeNumber(0, 3_600_000)),
      )
      .addOption(
        option('--max-document-bytes <bytes>', 'larger files are left out', 'MAX_DOCUMENT_BYTES')
          .default(5 * 1024 * 1024)
          .argParser(wholeNumber(1, 64 * 1024 * 1024)),
      )
      .addOption(
        option('--max-documents <count>', 'files beyond this many are left out', 'MAX_DOCUMENTS')
          .default(100_000)
          .argParser(wholeNumber(1, 10_000_000)),
      )
      .addOption(
        option('--max-depth <levels>', 'folders nested deeper are left out', 'MAX_DEPTH')
          .default(16)
          .argParser(wholeNumber(0, 256)),
      )
      // Without a terminal a program may read it: no breaks inside `(env: NAME)`.
      .configureOutput({ getOutHelpWidth: () => (process.stdout.isTTY ? process.stdout.columns : 200) })
      .showHelpAfterError('Run document-server --help for all options.')
      .exitOverride()
  );
}

/**
 * Reads the settings from the arguments (without `node` and the script) and the environment; an argument wins. A
 * variable that is set but empty counts as not set.
 * @throws {CommanderError} after it has been reported on standard error; `exitCode` 0 stands for help and version.
 */
export function readSettings(argv: readonly string[]): Settings {
  const command = createCommand();
  for (const { envVar } of command.options) {
    if (envVar !== undefined && process.env[envVar]?.trim() === '') delete process.env[envVar];
  }
  command.parse([...argv], { from: 'user' });
  const { http, replicaKeyFile, ...rest } = command.opts();
  const refuse: Refuse = (message) => command.error(`error: ${message}`, { exitCode: 2 });
  if (rest.stdio && command.getOptionValueSource('http') === 'cli') {
    refuse("option '--stdio' cannot be used with '--http' or '--port': choose one of them");
  }
  if (rest.docs === undefined) {
    refuse("option '--docs <folder>' is missing: name the folder of documents there or in DOCS_DIR");
  }
  const settings = { ...rest, port: http } as Settings;
  settings.docs = resolve(settings.docs);
  if (!isReadableFolder(settings.docs)) {
    refuse(`option '--docs' (or DOCS_DIR) names ${settings.docs}, which is not a folder that can be read`);
  }
  for (const [name, file] of [
    ["'--database' (or DATABASE_PATH)", settings.database === IN_MEMORY ? undefined : settings.database],
    ["'--audit-log' (or AUDIT_LOG)", settings.auditLog],
  ] as const) {
    if (file !== undefined && !isReadableFolder(dirname(resolve(file)))) {
      refuse(`option ${name} names ${file}, but the folder ${dirname(resolve(file))} is not there`);
    }
  }
  if (replicaKeyFile !== undefined) settings.replicaKey = readReplicaKey(replicaKeyFile, refuse);
  const storeFrom = command.getOptionValueSource('rateLimitStore');
  // One client on standard input has its limit to itself.
  if (settings.stdio && storeFrom === 'env') delete settings.rateLimitStore;
  if (settings.rateLimitStore !== undefined) checkStore(settings, refuse);
  return settings;
}

type Refuse = (message: string) => never;

function readReplicaKey(file: string, refuse: Refuse): Uint8Array {
  const option = `option '--replica-key-file' (or REPLICA_KEY_FILE) names ${file}, which`;
  let key: Buffer;
  try {
    key = readFileSync(file);
  } catch {
    return refuse(`${option} cannot be read`);
  }
  return key.length < MIN_KEY_BYTES
    ? refuse(`${option} holds ${key.length} bytes: a secret needs at least ${MIN_KEY_BYTES}`)
    : key;
}

/** The address may hold a password, so no message repeats it. */
function checkStore({ rateLimitStore = '', replicaKey, stdio }: Settings, refuse: Refuse): void {
  const option = "option '--rate-limit-store' (or RATE_LIMIT_STORE)";
  if (!/^rediss?:\/\/[^/]/.test(rateLimitStore) || !URL.canParse(rateLimitStore)) {
    refuse(`${option} has to be an address such as redis://127.0.0.1:6379`);
  }
  if (stdio) refuse(`${option} cannot be used with '--stdio': choose one of them`);
  if (replicaKey === undefined) {
    refuse(
      `${option} needs '--replica-key-file' (or REPLICA_KEY_FILE), by which all replicas know a client by the same name`,
    );
  }
}

function isReadableFolder(path: string): boolean {
  try {
    accessSync(path, constants.R_OK | constants.X_OK);
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
