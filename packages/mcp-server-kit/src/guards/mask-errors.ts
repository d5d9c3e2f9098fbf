// Guard: turns what is thrown into what the client may know. Everything unforeseen becomes an id.
import { PublicError } from '../errors.ts';
import type { Call } from '../runtime/call.ts';
import { createErrorId, internalErrorMessage } from '../runtime/error-id.ts';
import { settle } from '../runtime/maybe-promise.ts';
import type { Guard, Result } from '../runtime/operation.ts';
import type { SanitizerLike } from '../runtime/options.ts';
import { ProtocolFault, RPC } from '../runtime/protocol-fault.ts';
import { redactStrings } from '../runtime/redact-strings.ts';

/** Answers for whatever the guards and the handler inside throw, in words without personal data. */
export function maskErrorsGuard(sanitizer: SanitizerLike): Guard {
  return () => (next) => (call) =>
    settle(
      () => next(call),
      (result) => {
        if ((result as Result).isError === true) call.errorType ??= 'tool_error';
        return result;
      },
      (error) => {
        const outcome = answerTo(call, error, sanitizer);
        if (outcome instanceof ProtocolFault) throw outcome;
        return outcome;
      },
    );
}

/** Never throws, whatever the error does when it is looked at. */
function answerTo(call: Call, error: unknown, sanitizer: SanitizerLike): Result | ProtocolFault {
  try {
    return explain(call, error, sanitizer);
  } catch (fault) {
    // Not even the words could be cleaned.
    return mask(call, fault);
  }
}

function explain(call: Call, error: unknown, sanitizer: SanitizerLike): Result | ProtocolFault {
  if (error instanceof ProtocolFault) return fault(call, error.code, error.message, error.data, sanitizer);
  if (error instanceof PublicError) {
    call.errorType = error.code;
    call.isLimited = error.code === 'limited';
    if (error.cause !== undefined) call.logger.warn({ err: error.cause, code: error.code }, error.message);
    if (call.operation.kind === 'tool') return toolError(sanitizer.redact(error.message));
    const { code, data } = faultOf(call, error);
    return fault(call, code, error.message, data, sanitizer);
  }
  return mask(call, error);
}

/** What the client may know of a failure that nobody foresaw: an id. */
function mask(call: Call, error: unknown): Result | ProtocolFault {
  const errorId = createErrorId();
  call.errorId = errorId;
  call.exception = error;
  call.logger.error(
    { err: error, errorId, method: call.operation.method, target: call.operation.target },
    'a handler failed',
  );
  const message = internalErrorMessage(errorId);
  if (call.operation.kind === 'tool') {
    call.errorType = 'internal_error';
    return toolError(message);
  }
  call.errorType = String(RPC.internalError);
  call.errorCode = RPC.internalError;
  return new ProtocolFault(RPC.internalError, message, { errorId });
}

function toolError(message: string): Result {
  return { content: [{ type: 'text', text: message }], isError: true };
}

/** Makes a JSON-RPC error in clean words and notes it for the span and the audit record. */
function fault(
  call: Call,
  code: number,
  message: string,
  data: Record<string, unknown> | undefined,
  sanitizer: SanitizerLike,
): ProtocolFault {
  call.errorType ??= String(code);
  call.errorCode = code;
  return new ProtocolFault(code, sanitizer.redact(message), data && redactStrings(data, sanitizer));
}

function faultOf(
  call: Call,
  error: PublicError,
): { code: number; data: Record<string, unknown> | undefined } {
  const retry = error.retryAfterMs === undefined ? undefined : { retryAfterMs: error.retryAfterMs };
  if (error.code === 'invalid_argument') return { code: RPC.invalidParams, data: retry };
  if (error.code !== 'not_found') return { code: RPC.serverError, data: retry };
  if (call.operation.kind !== 'resource') return { code: RPC.invalidParams, data: retry };
  const code = call.era === '2025' ? RPC.resourceNotFound : RPC.invalidParams;
  return { code, data: { ...retry, uri: call.params.uri } };
}
