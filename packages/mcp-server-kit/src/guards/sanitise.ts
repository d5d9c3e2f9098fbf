// Guard: nothing that leaves, result or error, holds personal data.
import { settle } from '../runtime/maybe-promise.ts';
import type { Guard, Result } from '../runtime/operation.ts';
import type { SanitizerLike } from '../runtime/options.ts';
import { ProtocolFault } from '../runtime/protocol-fault.ts';
import { redactStrings } from '../runtime/redact-strings.ts';
import { INPUT_REQUIRED_RESULT } from './ask-client.ts';

/** Sanitises results by the shape of their operation, and the message and data of errors. */
export function sanitiseGuard(sanitizer: SanitizerLike): Guard {
  return (operation) => (next) => (call) =>
    settle(
      () => next(call) as Result,
      // What the client is asked for has been cleaned where it was made.
      (result) =>
        result.resultType === INPUT_REQUIRED_RESULT ? result : operation.sanitise(result, sanitizer),
      (error) => {
        if (!(error instanceof ProtocolFault)) throw error;
        throw new ProtocolFault(
          error.code,
          sanitizer.redact(error.message),
          error.data && redactStrings(error.data, sanitizer),
        );
      },
    );
}
