// Guard: one record for each request, with who, what and how it ended, and nothing of what was said.

import type { Call } from '../runtime/call.ts';
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

/** Writes the record when everything inside has ended. */
export function auditGuard(
  write: ((record: AuditRecord) => void) | undefined,
  sanitizer: SanitizerLike,
  logger: Logger,
): Guard {
  return (operation) => {
    if (write === undefined) return undefined;
    const record = (call: Call, started: number): AuditRecord => {
      const { scope } = call;
      return {
        time: new Date().toISOString(),
        method: operation.method,
        ...(operation.target !== undefined && { target: operation.target }),
        outcome: call.errorType === undefined ? 'ok' : 'error',
        ...(call.errorType !== undefined && { errorType: call.errorType }),
        ...(call.errorId !== undefined && { errorId: call.errorId }),
        durationMs: Math.round((performance.now() - started) * 1000) / 1000,
        client: scope.clientKey,
        era: scope.era,
        transport: scope.transport,
        requestId: typeof scope.requestId === 'string' ? sanitizer.redact(scope.requestId) : scope.requestId,
      };
    };
    const note = (call: Call, started: number): void => {
      try {
        write(record(call, started));
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
