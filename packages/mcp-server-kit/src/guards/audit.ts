// Guard: one record for each request, with who, what and how it ended, and nothing of what was said.

import type { Call } from '../runtime/call.ts';
import { isoTime } from '../runtime/iso-time.ts';
import type { Logger } from '../runtime/logger.ts';
import { settle } from '../runtime/maybe-promise.ts';
import type { Guard } from '../runtime/operation.ts';
import type { SanitizerLike } from '../runtime/options.ts';

/** What an audit log keeps of one request. Arguments and results are not in it. */
export interface AuditRecord {
  /** ISO 8601, when the request ended. */
  readonly time: string;
  readonly method: string;
  /** The tool or prompt, if the server has one of that name. */
  readonly target?: string;
  readonly outcome: 'ok' | 'error';
  /** Why it failed: a stable word or a JSON-RPC code. */
  readonly errorType?: string;
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

/**
 * Writes the entry when everything inside has ended. All entries are made here, and every string in one is made by
 * this package or has passed the sanitizer: those of the operation once, those of the call each time.
 */
export function auditGuard(sink: AuditSink | undefined, sanitizer: SanitizerLike, logger: Logger): Guard {
  // A policy that blocks must not cost the record: a caller would choose what is not on it.
  const clean = <T extends string | number>(value: T): T | string => {
    try {
      return sanitizer.sanitize(value);
    } catch {
      return '[BLOCKED]';
    }
  };
  return (operation) => {
    if (sink === undefined) return undefined;
    const method = sanitizer.redact(operation.method);
    const target = operation.target && sanitizer.redact(operation.target);
    const note = (call: Call, started: number): void => {
      const { scope, errorType } = call;
      try {
        sink(
          {
            method,
            target,
            outcome: errorType === undefined ? 'ok' : 'error',
            errorType: errorType && clean(errorType),
            errorId: call.errorId,
            durationMs: Math.round((performance.now() - started) * 1000) / 1000,
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
}
