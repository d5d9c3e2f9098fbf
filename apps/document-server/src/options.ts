// The command line and the environment: what can be set, and what is refused before anything starts.
import { accessSync, constants, readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Command, Option } from 'commander';
import { IN_MEMORY, OPTIONS } from './option-table.ts';
import { isRedisUrl, type LogLevel } from './option-values.ts';

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
  /** By which tokens clients are known; `undefined`: whoever comes is served. */
  auth?: AuthSettings;
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

/** Whose access tokens let in. */
export interface AuthSettings {
  resource: string;
  issuer: string;
  jwksUri: string;
  scopes: string[];
}

/** The version of this package. */
export const VERSION: string = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
).version;

const MIN_KEY_BYTES = 32;
const STORE = "option '--rate-limit-store' (or RATE_LIMIT_STORE)";
const STORE_FILE = "option '--rate-limit-store-file' (or RATE_LIMIT_STORE_FILE)";

/** Makes the command; nothing is read yet. */
export function createCommand(): Command {
  const command = new Command('document-server')
    .description('Searches a folder of documents, serves them and offers prompts about them, over MCP.')
    .version(VERSION)
    // Without a terminal a program may read it: no breaks inside `(env: NAME)`.
    .configureOutput({
      getOutHelpWidth: () => (process.stdout.isTTY ? process.stdout.columns : 200),
      // It repeats the value that was refused, which may be an address with a password in it.
      outputError: (text, write) =>
        write(text.replace(/(?<= (?:value|argument)) '.*@.*?'(?= from env| is invalid)/s, '')),
    })
    .showHelpAfterError('Run document-server --help for all options.')
    .exitOverride();
  for (const [flags, about, env, read, byDefault, shownDefault] of OPTIONS) {
    const option = new Option(flags, about).default(byDefault, shownDefault);
    if (env !== undefined) option.env(env);
    if (read !== undefined) option.argParser(read);
    command.addOption(option);
  }
  return command;
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
  const { http, rateLimitStoreFile, replicaKeyFile, ...others } = command.opts();
  const { authResource, authIssuer, authJwksUri, authScopes, ...rest } = others;
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
  const auth = { resource: authResource, issuer: authIssuer, jwksUri: authJwksUri, scopes: authScopes };
  // Whoever starts it on standard input has its rights already.
  if (!settings.stdio && isAuthGiven(auth, refuse)) settings.auth = auth;
  if (replicaKeyFile !== undefined) settings.replicaKey = readReplicaKey(replicaKeyFile, refuse);
  const isInFile = rateLimitStoreFile !== undefined;
  if (isInFile) {
    if (settings.rateLimitStore !== undefined) {
      refuse(
        `${STORE_FILE} cannot be used with '--rate-limit-store' (or RATE_LIMIT_STORE): choose one of them`,
      );
    }
    settings.rateLimitStore = readSecret(STORE_FILE, rateLimitStoreFile, refuse).toString('utf8').trim();
  }
  const storeFrom = command.getOptionValueSource(isInFile ? 'rateLimitStoreFile' : 'rateLimitStore');
  // One client on standard input has its limit to itself.
  if (settings.stdio && storeFrom === 'env') delete settings.rateLimitStore;
  if (settings.rateLimitStore !== undefined) checkStore(settings, isInFile ? STORE_FILE : STORE, refuse);
  return settings;
}

type Refuse = (message: string) => never;

function readSecret(option: string, file: string, refuse: Refuse): Buffer {
  try {
    return readFileSync(file);
  } catch {
    return refuse(`${option} names ${file}, which cannot be read`);
  }
}

function readReplicaKey(file: string, refuse: Refuse): Uint8Array {
  const option = "option '--replica-key-file' (or REPLICA_KEY_FILE)";
  const key = readSecret(option, file, refuse);
  return key.length < MIN_KEY_BYTES
    ? refuse(
        `${option} names ${file}, which holds ${key.length} bytes: a secret needs at least ${MIN_KEY_BYTES}`,
      )
    : key;
}

/** Whether clients have to show tokens: a part of what that takes is refused, for it would let everybody in. */
function isAuthGiven({ scopes, ...urls }: Partial<AuthSettings>, refuse: Refuse): boolean {
  const given = Object.values(urls).filter((url) => url !== undefined).length;
  if (given === 0 && scopes?.length === 0) return false;
  if (given < 3) {
    refuse(
      "options '--auth-resource', '--auth-issuer' and '--auth-jwks-uri' (or AUTH_RESOURCE, AUTH_ISSUER and AUTH_JWKS_URI) go together: give all three, or none of them and no '--auth-scopes' (or AUTH_SCOPES)",
    );
  }
  return true;
}

/** The address may hold a password, so no message repeats it. */
function checkStore(
  { rateLimitStore = '', replicaKey, stdio }: Settings,
  option: string,
  refuse: Refuse,
): void {
  if (!isRedisUrl(rateLimitStore)) {
    refuse(
      `${option} has to give an address such as redis://127.0.0.1:6379 or rediss://user:password@host:6380/2, with user and password percent-encoded and nothing but the number of a database as its path`,
    );
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
