// Guard: one server span for each request, only where tracing is on and the request is sampled.
import type { Telemetry } from '@portcullis/tracing';
import { settle } from '../runtime/maybe-promise.ts';
import type { Guard } from '../runtime/operation.ts';

/** Starts the span before everything else and ends it with the outcome. */
export function traceGuard(telemetry: Telemetry | undefined): Guard {
  return (operation) => {
    if (telemetry === undefined) return undefined;
    return (next) => (call) => {
      const { scope, params } = call;
      const span = telemetry.startServerSpan({
        method: operation.method,
        requestId: scope.requestId,
        transport: scope.transport,
        ...(operation.target !== undefined && { target: operation.target }),
        ...(typeof params.uri === 'string' && { resourceUri: params.uri }),
        ...(scope.protocolVersion !== undefined && { protocolVersion: scope.protocolVersion }),
        ...(scope.sessionId !== undefined && { sessionId: scope.sessionId }),
        ...(call.meta !== undefined && { meta: call.meta }),
      });
      if (span === undefined) return next(call);
      const end = (): void =>
        span.end({
          ...(call.errorType !== undefined && { errorType: call.errorType }),
          ...(call.errorCode !== undefined && { statusCode: call.errorCode }),
          ...(call.exception !== undefined && { exception: call.exception }),
        });
      return settle(
        () => span.run(() => next(call)),
        (result) => {
          end();
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
