// Writes how a call ended onto its span: status, error.type, the JSON-RPC code and the exception.
import { type Attributes, type Span, SpanStatusCode } from '@opentelemetry/api';
import { KEYS } from './conventions.ts';
import type { McpSpanOutcome } from './telemetry.ts';

// Mistakes of the caller: parse error, invalid request, unknown method, invalid params, resource not found.
const NOT_A_SERVER_ERROR: ReadonlySet<number> = new Set([-32700, -32600, -32601, -32602, -32002]);

interface Thrown {
  readonly type: string | undefined;
  readonly message: string | undefined;
  readonly stack: string | undefined;
}

/**
 * `error.type` is set if and only if the status is ERROR: the conventions tie the one to the other.
 * A JSON-RPC code that is the caller's mistake leaves both unset, whatever else the outcome says.
 */
export function writeOutcome(span: Span, outcome: McpSpanOutcome): void {
  const { statusCode, exception } = outcome;
  const thrown = exception === undefined ? undefined : readThrown(exception);
  if (statusCode !== undefined) span.setAttribute(KEYS.statusCode, String(statusCode));
  if (thrown !== undefined) span.addEvent('exception', exceptionAttributes(thrown));
  const errorType = errorTypeOf(outcome, thrown);
  if (errorType === undefined) return;
  span.setAttribute(KEYS.errorType, errorType);
  const message = outcome.message ?? thrown?.message;
  span.setStatus({ code: SpanStatusCode.ERROR, ...(message === undefined ? {} : { message }) });
}

function errorTypeOf(outcome: McpSpanOutcome, thrown: Thrown | undefined): string | undefined {
  const { statusCode, errorType } = outcome;
  if (statusCode !== undefined) return NOT_A_SERVER_ERROR.has(statusCode) ? undefined : String(statusCode);
  if (errorType !== undefined) return errorType;
  return thrown === undefined ? undefined : (thrown.type ?? '_OTHER');
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
