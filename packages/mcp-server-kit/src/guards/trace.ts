// Guard: one span and one measurement for each request, only where telemetry is on and something is recorded.
import type { Telemetry } from '@portcullis/tracing';
import { settle } from '../runtime/maybe-promise.ts';
import type { Guard } from '../runtime/operation.ts';

/** Begins the call before everything else and ends it with the outcome. */
export function traceGuard(telemetry: Telemetry | undefined): Guard {
  return (operation) => {
    if (telemetry === undefined) return undefined;
    const isTool = operation.kind === 'tool';
    return (next) => (call) => {
      const { scope } = call;
      if (scope.session !== undefined) scope.session.protocolVersion = scope.protocolVersion;
      const span = telemetry.startServerSpan({
        method: operation.method,
        target: operation.target,
        resourceUri: call.uri,
        requestId: scope.requestId,
        protocolVersion: scope.protocolVersion,
        sessionId: scope.sessionId,
        transport: scope.transport,
        meta: call.wireMeta,
        arguments: isTool ? call.raw : undefined,
      });
      if (span === undefined) return next(call);
      const end = (result?: unknown): void =>
        span.end({
          // A tool's failure is a result, and has one name by the conventions; the audit record says which failure it was.
          errorType:
            isTool && call.errorType !== undefined && call.errorCode === undefined
              ? 'tool_error'
              : call.errorType,
          statusCode: call.errorCode,
          exception: call.exception,
          limited: call.isLimited,
          result: isTool ? result : undefined,
        });
      return settle(
        () => span.run(() => next(call)),
        (result) => {
          end(result);
          return result;
        },
        (error) => {
          end();
          throw error;
        },
      );
    };
  };
}
