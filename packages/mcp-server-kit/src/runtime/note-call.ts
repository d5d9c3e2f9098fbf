// Spans and measurements of requests that no chain of guards answers: they are over as soon as they have begun.
import type { Telemetry } from '@portcullis/tracing';
import { ProtocolFault, RPC } from './protocol-fault.ts';
import type { RequestScope } from './scope.ts';

/** A request without an operation: one that changes what a session remembers, or a method that there is not. */
export interface PlainRequest {
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly scope: RequestScope;
}

/** Records the request as answered, or as refused with `fault`. */
export function noteCall(
  telemetry: Telemetry | undefined,
  { method, params, scope }: PlainRequest,
  fault?: unknown,
): void {
  const { _meta: meta, uri } = params;
  const isUnknown = fault instanceof ProtocolFault && fault.code === RPC.methodNotFound;
  telemetry
    ?.startServerSpan({
      // What a caller made up is no name for a span.
      method: isUnknown ? '_OTHER' : method,
      resourceUri: typeof uri === 'string' ? uri : undefined,
      requestId: scope.requestId,
      protocolVersion: scope.protocolVersion,
      sessionId: scope.sessionId,
      transport: scope.transport,
      meta: meta !== null && typeof meta === 'object' ? (meta as Record<string, unknown>) : undefined,
    })
    ?.end(fault instanceof ProtocolFault ? { statusCode: fault.code } : { exception: fault });
}
