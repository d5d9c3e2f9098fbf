// Guard: turns what is thrown into what the client may know. Everything unforeseen becomes an id.
import { PublicError } from '../errors.ts';
import type { Call } from '../runtime/call.ts';
import { createErrorId } from '../runtime/error-id.ts';
import { settle } from '../runtime/maybe-promise.ts';
import type { Guard, Result } from '../runtime/operation.ts';
import { ProtocolFault, RPC } from '../runtime/protocol-fault.ts';

/** Answers for whatever the guards and the handler inside throw. */
export function maskErrorsGuard(): Guard {
  return () => (next) => (call) =>
    settle(
      () => next(call),
      (result) => {
        if ((result as Result).isError === true) call.errorType ??= 'tool_error';
        return result;
      },
      (error) => answer(call, error),
    );
}

function answer(call: Call, error: unknown): Result {
  if (error instanceof ProtocolFault) {
    call.errorType = String(error.code);
    call.errorCode = error.code;
    throw error;
  }
  if (error instanceof PublicError) {
    call.errorType = call.operation.kind === 'tool' ? 'tool_error' : error.code;
    if (error.cause !== undefined) call.logger.warn({ err: error.cause, code: error.code }, error.message);
    return call.operation.kind === 'tool' ? toolError(error.message) : throwFault(call, error);
  }
  const errorId = createErrorId();
  call.errorId = errorId;
  call.exception = error;
  call.logger.error(
    { err: error, errorId, method: call.operation.method, target: call.operation.target },
    'a handler failed',
  );
  const message = `Internal error. Error id: ${errorId}. The operator finds the details in the server's log.`;
  if (call.operation.kind === 'tool') {
    call.errorType = 'tool_error';
    return toolError(message);
  }
  call.errorType = String(RPC.internalError);
  call.errorCode = RPC.internalError;
  throw new ProtocolFault(RPC.internalError, message, { errorId });
}

function toolError(message: string): Result {
  return { content: [{ type: 'text', text: message }], isError: true };
}

function throwFault(call: Call, error: PublicError): never {
  const { uri } = call.params;
  let code: number = RPC.serverError;
  let data: Record<string, unknown> | undefined;
  if (error.code === 'invalid_argument') code = RPC.invalidParams;
  else if (error.code === 'not_found') {
    const isResource = call.operation.kind === 'resource';
    code = isResource && call.era === '2025' ? RPC.resourceNotFound : RPC.invalidParams;
    if (isResource) data = { uri };
  }
  if (error.retryAfterMs !== undefined) data = { ...data, retryAfterMs: error.retryAfterMs };
  call.errorCode = code;
  throw new ProtocolFault(code, error.message, data);
}
