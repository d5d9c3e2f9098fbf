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
        target: operation.target,
        resourceUri: typeof params.uri === 'string' ? params.uri : undefined,
        requestId: scope.requestId,
        protocolVersion: scope.protocolVersion,
        sessionId: scope.sessionId,
        transport: scope.transport,
        meta: call.wireMeta,
      });
      if (span === undefined) return next(call);
      const end = (): void =>
        span.end({
          errorType: call.errorType,
          statusCode: call.errorCode,
          exception: call.exception,
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
