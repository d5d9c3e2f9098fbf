// Guard: one record for each request, with who, what and how it ended, and nothing of what was said.

import type { CacheOutcome, Call } from '../runtime/call.ts';
import { isoTime } from '../runtime/iso-time.ts';
import { createKeyedNames } from '../runtime/keyed-name.ts';
import { settle } from '../runtime/maybe-promise.ts';
import type { Guard } from '../runtime/operation.ts';
import type { ResolvedOptions } from '../runtime/options.ts';
import type { RequestScope } from '../runtime/scope.ts';

/** What an audit log keeps of one request. Arguments and results are not in it. */
export interface AuditRecord {
  /** ISO 8601, when the request ended. */
  readonly time: string;
  readonly method: string;
  /** The name of the tool, prompt or resource, if the server has one. */
  readonly target?: string;
  /** A keyed digest of the URI that was asked for: the same for the same URI, as long as `replicaKey` is. */
  readonly uri?: string;
  readonly outcome: 'ok' | 'error';
  /**
   * Why it failed: the `code` of a `PublicError`, such as `limited` or `invalid_argument`; `internal_error` for a tool that
   * failed unforeseen; `tool_error` for a result with `isError: true`; else a JSON-RPC code.
   */
  readonly errorType?: string;
  /**
   * What became of a call whose result may be kept: `hit`, answered with what was kept; `shared`, by the run of an equal
   * call; `miss`, by a run of its own.
   */
  readonly cache?: CacheOutcome;
  /** The id that the client was given with a masked error. */
  readonly errorId?: string;
  readonly durationMs: number;
  /** A keyed digest of the client's address, or the connection. */
  readonly client: string;
  readonly era: string;
  readonly transport: string;
  readonly requestId: string | number;
}

/** A record that is on its way to a sink; absent fields are `undefined`. Nothing in it has to be sanitised again. */
type AuditEntry = { readonly [Key in keyof Omit<AuditRecord, 'time'>]: AuditRecord[Key] | undefined };

/** Takes an entry and the time, ISO 8601, at which the request ended. */
export type AuditSink = (entry: AuditEntry, time: string) => void;

/** Makes the sink that hands whole records to `write`. */
export function recordSink(write: (record: AuditRecord) => void): AuditSink {
  return (entry, time) => {
    const present = Object.entries(entry).filter(([, value]) => value !== undefined);
    write({ time, ...Object.fromEntries(present) } as unknown as AuditRecord);
  };
}

/** What an auditor has to know. */
type AuditOptions = Pick<ResolvedOptions, 'audit' | 'sinks' | 'logger' | 'replicaKey'>;

/** How one request ended. */
interface Ending {
  readonly target?: string | undefined;
  readonly uri?: string | undefined;
  readonly errorType?: string | undefined;
  readonly errorId?: string | undefined;
  readonly cache?: CacheOutcome | undefined;
}

/** Writes audit records. */
export interface Auditor {
  /** Writes one when everything inside has ended. */
  readonly guard: Guard;
  /** Writes one of a request that no guard sees, such as `initialize`; `error` is a word or a JSON-RPC code. */
  note(method: string, scope: AuditScope, startedAt: number, error?: string | number): void;
}

/** Who asked. */
export type AuditScope = Pick<RequestScope, 'era' | 'transport' | 'clientKey' | 'requestId'>;

/**
 * Makes the auditor. All entries are made here, and every string in one is made by this package or has passed the
 * sanitizer: those of the operation once, those of the call each time.
 */
export function createAuditor({ audit: sink, sinks, logger, replicaKey }: AuditOptions): Auditor {
  if (sink === undefined) return { guard: () => undefined, note: () => {} };
  const { audit: sanitizer } = sinks;
  // A policy that blocks must not cost the record: a caller would choose what is not on it.
  const clean = <T extends string | number>(value: T): T | string => {
    try {
      return sanitizer.sanitize(value);
    } catch {
      return '[BLOCKED]';
    }
  };
  const nameOf = createKeyedNames('portcullis audited uri', 'uri_', replicaKey);
  const write = (method: string, scope: AuditScope, startedAt: number, ending: Ending): void => {
    const { target, uri, errorType, errorId, cache } = ending;
    try {
      sink(
        {
          method,
          target,
          uri: uri === undefined ? undefined : nameOf(uri),
          outcome: errorType === undefined ? 'ok' : 'error',
          errorType: errorType && clean(errorType),
          errorId,
          cache,
          durationMs: Math.round((performance.now() - startedAt) * 1000) / 1000,
          client: clean(scope.clientKey),
          era: scope.era,
          transport: scope.transport,
          requestId: clean(scope.requestId),
        },
        isoTime(),
      );
    } catch (error) {
      // The call has ended as it has; that it is not on record has to be known.
      logger.error({ err: error }, 'an audit record could not be written');
    }
  };
  const guard: Guard = (operation) => {
    const method = sanitizer.redact(operation.method);
    const name = operation.target ?? operation.resource;
    const target = name && sanitizer.redact(name);
    const note = ({ scope, uri, errorType, errorId, cacheOutcome: cache }: Call, started: number): void =>
      write(method, scope, started, { target, uri, errorType, errorId, cache });
    return (next) => (call) => {
      const started = performance.now();
      return settle(
        () => next(call),
        (result) => {
          note(call, started);
          return result;
        },
        (error) => {
          note(call, started);
          throw error;
        },
      );
    };
  };
  return {
    guard,
    note: (method, scope, startedAt, error) =>
      write(method, scope, startedAt, { errorType: error === undefined ? undefined : String(error) }),
  };
}
