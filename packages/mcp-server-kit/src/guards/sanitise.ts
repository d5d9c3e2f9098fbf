// Guard: no result that leaves holds personal data. Errors are cleaned where they are made: mask-errors.ts; what a client
// is asked is cleaned in ask-client.ts.
import { isInputRequired } from '../definitions/input-required.ts';
import { andThen, type MaybePromise } from '../runtime/maybe-promise.ts';
import type { Guard, Operation, Result } from '../runtime/operation.ts';
import type { SanitizerLike } from '../runtime/options.ts';
import type { Sinks } from '../runtime/sinks.ts';
import { asksClient } from './ask-client.ts';

/** Sanitises results by the shape of their operation, under the policies of where they go. */
export function sanitiseGuard(sanitizer: SanitizerLike, sinks: Sinks): Guard {
  const own: Partial<Record<Operation['kind'], SanitizerLike>> = {
    tool: sinks.tool_result,
    resource: sinks.resource,
    prompt: sinks.prompt,
  };
  return (operation) => {
    const cleaner = own[operation.kind] ?? sanitizer;
    const mayAsk = asksClient(operation);
    return (next) => (call) =>
      andThen(next(call) as MaybePromise<Result>, (result) =>
        mayAsk && isInputRequired(result) ? result : operation.sanitise(result, cleaner, call.logger),
      );
  };
}
