// What every transport takes, checked and filled with defaults once.
import { createSanitizer } from '@portcullis/pii-sanitizer';
import type { StoreOptions } from '@portcullis/rate-limiter';
import type { Telemetry } from '@portcullis/tracing';
import { checkDuration, checkLimit, checkPositiveInteger } from '../checks.ts';
import type { CallLimit } from '../definitions/tool.ts';
import { DefinitionError } from '../errors.ts';
import { type AuditRecord, type AuditSink, recordSink } from '../guards/audit.ts';
import { checkRuntimeShapes } from '../option-shapes.ts';
import { countRedactions } from './count-redactions.ts';
import { createCleanWriter, createLogger, isOwnLogger, type Logger } from './logger.ts';
import { REQUEST_STATE_TTL_MS } from './request-state.ts';
import type { CacheLimits } from './result-cache.ts';
import { createSinks, forSink, type Sinks } from './sinks.ts';

/** What the kit needs of a sanitizer; `@portcullis/pii-sanitizer` makes one. */
export interface SanitizerLike {
  /** Replaces personal data in text; the same string when there is none. */
  redact(text: string): string;
  /** Replaces personal data in any value; the same reference when there is none. */
  sanitize<T>(value: T): T;
  /** Finds personal data in text: asked for its types where something was replaced and redactions are measured. */
  detect?(text: string): readonly { readonly type: string }[];
  /**
   * The same with the policies of one place that data flows to: `tool_result`, `resource`, `prompt`, `error`, `log` or
   * `audit`. Asked once for each when the server is made; without it all places are alike.
   */
  for?(sink: string): SanitizerLike;
}

/** Options that every transport shares. */
export interface RuntimeOptions {
  /** Cleans everything that leaves. Default: `createSanitizer()` of `@portcullis/pii-sanitizer`. */
  sanitizer?: SanitizerLike;
  /**
   * Messages of any kind that one client may send in any window; a GET is one too. Default: 600 in 60,000 ms. `false`: no
   * limit.
   */
  rateLimit?: CallLimit | false;
  /**
   * Where calls are counted, so that replicas share their limits: `{ store: createRedisStore({ client }) }` of
   * `@portcullis/rate-limiter/redis`, and what happens while it does not answer. Needs `replicaKey`. Default: each
   * process counts for itself.
   */
  limitStore?: StoreOptions;
  /** Where spans and metrics go, from `startTracing()` of `@portcullis/tracing`. Default: nowhere. */
  telemetry?: Telemetry;
  /** The server's own log, from `createLogger()`. Default: level `info`, to standard error. */
  logger?: Logger;
  /** Receives one sanitised record for each request. Default: a log line at `info`. `false`: none. */
  audit?: ((record: AuditRecord) => void) | false;
  /** How long a handler may take, in milliseconds, unless its definition says otherwise. Default: 60,000. */
  timeoutMs?: number;
  /**
   * The most text and Base64 that one result may hold, in characters; of a batch, whose calls run one after another, all
   * results together. Default: 4,194,304.
   */
  maxResultChars?: number;
  /**
   * How much may wait for a client that does not read, in bytes, before no more notifications go to it: over HTTP its
   * stream is cut, over stdio they are left out. Default: 16,777,216.
   */
  maxUnreadBytes?: number;
  /** Entries on one page of a list. Default: 100. */
  pageSize?: number;
  /** The deepest nesting of a request's parameters. Default: 64. */
  maxDepth?: number;
  /**
   * The most values in one message or batch: texts, numbers, lists, objects and so on, each counted with what is in it.
   * It bounds how long a schema may take to say what is wrong. Over HTTP and stdio. Default: 10,000.
   */
  maxValues?: number;
  /**
   * The most characters that the URIs a session subscribes to may have together, or those of one subscription of
   * 2026-07-28; there may be 1000. Default: 131,072.
   */
  maxSubscriptionChars?: number;
  /**
   * How much of the results of definitions with a `cache` is kept: at most 10,000 of them, and 16,777,216 characters of their
   * JSON; one has at most a quarter of these.
   */
  cache?: Partial<CacheLimits>;
  /**
   * A secret of at least 32 bytes that all replicas have: it encrypts the state that travels through the client between
   * two rounds of input, and names clients in limits, logs and audit records. Default: random, good for one process.
   */
  replicaKey?: string | Uint8Array;
  /** How long such state stays valid, in milliseconds. Default: 600,000. */
  requestStateTtlMs?: number;
}

/** {@link RuntimeOptions} with every default filled in. */
export interface ResolvedOptions {
  readonly sanitizer: SanitizerLike;
  readonly sinks: Sinks;
  readonly rateLimit: CallLimit | undefined;
  readonly limitStore: StoreOptions | undefined;
  readonly telemetry: Telemetry | undefined;
  readonly logger: Logger;
  readonly audit: AuditSink | undefined;
  readonly timeoutMs: number;
  readonly maxResultChars: number;
  readonly maxUnreadBytes: number;
  readonly pageSize: number;
  readonly maxDepth: number;
  readonly maxValues: number;
  readonly maxSubscriptionChars: number;
  readonly cache: CacheLimits;
  readonly replicaKey: string | Uint8Array | undefined;
  readonly requestStateTtlMs: number;
}

/**
 * Checks the options.
 * @throws {DefinitionError} naming the option, what is expected and what was given.
 */
export function resolveOptions(name: string, options: RuntimeOptions): ResolvedOptions {
  checkRuntimeShapes(options);
  checkDuration('timeoutMs', options.timeoutMs);
  for (const option of [
    'maxResultChars',
    'maxUnreadBytes',
    'pageSize',
    'maxDepth',
    'maxValues',
    'maxSubscriptionChars',
    'requestStateTtlMs',
  ] as const) {
    checkPositiveInteger(option, options[option]);
  }
  checkPositiveInteger('cache.maxEntries', options.cache?.maxEntries);
  checkPositiveInteger('cache.maxChars', options.cache?.maxChars);
  checkLimit((part) => `rateLimit.${part}`, options.rateLimit === false ? undefined : options.rateLimit);
  if (options.replicaKey !== undefined && Buffer.byteLength(options.replicaKey) < 32) {
    throw new DefinitionError('Expected `replicaKey` to be at least 32 bytes');
  }
  checkLimitStore(options);
  const sanitizer = options.sanitizer ?? createSanitizer();
  const logger = options.logger ?? createLogger({ name, sanitizer });
  if (!isOwnLogger(logger)) {
    throw new DefinitionError('Expected `logger` to come from createLogger(), whose lines are sanitised');
  }
  const count = options.telemetry?.countRedactions;
  const counted = count === undefined ? sanitizer : countRedactions(sanitizer, count);
  return {
    sanitizer: counted,
    sinks: createSinks(counted),
    rateLimit:
      options.rateLimit === false ? undefined : (options.rateLimit ?? { limit: 600, windowMs: 60_000 }),
    limitStore: options.limitStore,
    telemetry: options.telemetry?.enabled ? options.telemetry : undefined,
    logger,
    audit: auditSink(options.audit, logger, sanitizer),
    timeoutMs: options.timeoutMs ?? 60_000,
    maxResultChars: options.maxResultChars ?? 4 * 1024 * 1024,
    maxUnreadBytes: options.maxUnreadBytes ?? 16 * 1024 * 1024,
    pageSize: options.pageSize ?? 100,
    maxDepth: options.maxDepth ?? 64,
    maxValues: options.maxValues ?? 10_000,
    maxSubscriptionChars: options.maxSubscriptionChars ?? 128 * 1024,
    cache: {
      maxEntries: options.cache?.maxEntries ?? 10_000,
      maxChars: options.cache?.maxChars ?? 16 * 1024 * 1024,
    },
    replicaKey: options.replicaKey,
    requestStateTtlMs: options.requestStateTtlMs ?? REQUEST_STATE_TTL_MS,
  };
}

function checkLimitStore({ limitStore, replicaKey }: RuntimeOptions): void {
  if (limitStore === undefined) return;
  if (typeof limitStore.store?.open !== 'function') {
    throw new DefinitionError('Expected `limitStore.store` to come from createRedisStore()');
  }
  if (replicaKey === undefined) {
    throw new DefinitionError(
      'Expected `replicaKey` beside `limitStore`: without it each replica names a client in its own way, and no limit is shared',
    );
  }
}

function auditSink(
  audit: RuntimeOptions['audit'],
  logger: Logger,
  sanitizer: SanitizerLike,
): AuditSink | undefined {
  if (audit === false) return undefined;
  return audit ? recordSink(audit) : createCleanWriter(logger, 'audit', forSink(sanitizer, 'log'));
}
