// How a call ended: error.type for spans and metrics alike, and what is written onto a span.
import { type Attributes, type Span, SpanStatusCode } from '@opentelemetry/api';
import type { McpOutcome } from '../telemetry.ts';
import { KEYS } from './conventions.ts';

// Mistakes of the caller: parse error, invalid request, unknown method, invalid params, resource not found.
const NOT_A_SERVER_ERROR: ReadonlySet<number> = new Set([-32700, -32600, -32601, -32602, -32002]);

/** Which side of a call looks at it. */
export type Side = 'server' | 'client';

interface Thrown {
  readonly type: string | undefined;
  readonly message: string | undefined;
  readonly stack: string | undefined;
}

/**
 * `error.type` of a call, or `undefined` when it did not fail. On the server a JSON-RPC code that is the caller's
 * mistake is no failure, whatever else the outcome says; the client sees one in every code.
 */
export function errorTypeOf(
  { statusCode, errorType, exception }: McpOutcome,
  side: Side,
): string | undefined {
  if (statusCode !== undefined) {
    return side === 'server' && NOT_A_SERVER_ERROR.has(statusCode) ? undefined : String(statusCode);
  }
  if (errorType !== undefined) return errorType;
  return exception === undefined ? undefined : (readThrown(exception).type ?? '_OTHER');
}

/** Writes an outcome onto its span. `error.type` and the status ERROR go together: the conventions tie the one to the other. */
export function writeOutcome(span: Span, outcome: McpOutcome, side: Side): void {
  const { statusCode, exception } = outcome;
  const thrown = exception === undefined ? undefined : readThrown(exception);
  if (statusCode !== undefined) span.setAttribute(KEYS.statusCode, String(statusCode));
  if (thrown !== undefined) span.addEvent('exception', exceptionAttributes(thrown));
  const errorType = errorTypeOf(outcome, side);
  if (errorType === undefined) return;
  span.setAttribute(KEYS.errorType, errorType);
  const message = outcome.message ?? thrown?.message;
  span.setStatus({ code: SpanStatusCode.ERROR, ...(message === undefined ? {} : { message }) });
}

function exceptionAttributes(thrown: Thrown): Attributes {
  const attributes: Attributes = {};
  if (thrown.type !== undefined) attributes[KEYS.exceptionType] = thrown.type;
  if (thrown.message !== undefined) attributes[KEYS.exceptionMessage] = thrown.message;
  if (thrown.stack !== undefined) attributes[KEYS.exceptionStack] = thrown.stack;
  return attributes;
}

// Anything can be thrown, getters that throw included.
function readThrown(exception: unknown): Thrown {
  try {
    if (typeof exception !== 'object' || exception === null) {
      return { type: undefined, message: String(exception), stack: undefined };
    }
    const { name, message, stack } = exception as { name?: unknown; message?: unknown; stack?: unknown };
    return { type: textOf(name), message: textOf(message), stack: textOf(stack) };
  } catch {
    return { type: undefined, message: undefined, stack: undefined };
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
