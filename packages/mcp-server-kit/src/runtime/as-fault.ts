// What is thrown, as what a client may know of it.
import { createErrorId, internalErrorMessage } from './error-id.ts';
import type { Logger } from './logger.ts';
import { ProtocolFault, RPC } from './protocol-fault.ts';

/** The fault itself; for any other error one that holds nothing but an id, under which `logger` has the error. */
export function asFault(error: unknown, logger: Logger, message: string): ProtocolFault {
  if (error instanceof ProtocolFault) return error;
  const errorId = createErrorId();
  logger.error({ err: error, errorId }, message);
  return new ProtocolFault(RPC.internalError, internalErrorMessage(errorId), { errorId });
}
