// Guard: the input fits its schema before the handler sees it, and the result fits before it leaves.
import { andThen } from '../runtime/maybe-promise.ts';
import type { Guard } from '../runtime/operation.ts';

/** Sets `call.input` to the parsed arguments. */
export function validateInputGuard(): Guard {
  return ({ validate }) =>
    validate &&
    ((next) => (call) =>
      // From `raw`, not `input`: a handler that asks the client is called again, and a transform runs once a call.
      andThen(validate(call.raw), (input) => {
        call.input = input;
        return next(call);
      }));
}

/** Brings what the handler returned into the form of the protocol, checking it where a schema says so. */
export function shapeResultGuard(): Guard {
  return ({ shape }) => shape && ((next) => (call) => andThen(next(call), (value) => shape(value, call)));
}
