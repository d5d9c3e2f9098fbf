// A request that the server makes of its client: a CLIENT span inside that of the call, handed on in `_meta`.
import { type Telemetry, withTraceMeta } from '@portcullis/tracing';
import type { InputRequest } from '../definitions/input-required.ts';
import type { RequestScope } from './scope.ts';

/** Asks by `ask`, traced and measured where telemetry is on. */
export async function traceAsk(
  telemetry: Telemetry | undefined,
  { transport, protocolVersion, sessionId, signal }: RequestScope,
  request: InputRequest,
  ask: NonNullable<RequestScope['ask']>,
): Promise<unknown> {
  const span = telemetry?.startClientSpan({ method: request.method, transport, protocolVersion, sessionId });
  if (span === undefined) return ask(request, signal);
  try {
    const answer = await span.run(() =>
      ask({ ...request, params: withTraceMeta(request.params ?? {}) }, signal),
    );
    span.end();
    return answer;
  } catch (exception) {
    const { code, message } = exception as { code?: unknown; message?: string };
    span.end(typeof code === 'number' ? { statusCode: code, message } : { exception });
    throw exception;
  }
}
