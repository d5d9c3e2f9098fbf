// One thing that the server can be asked to do, and the chain of guards before it.
import type { ResolvedCachePolicy } from '../definitions/cache-policy.ts';
import type { Call } from './call.ts';
import type { Logger } from './logger.ts';
import type { MaybePromise } from './maybe-promise.ts';
import type { SanitizerLike } from './options.ts';

/** The result of a request, as it goes on the wire. */
export type Result = Record<string, unknown>;

/** The rest of a chain. */
export type Next = (call: Call) => MaybePromise<unknown>;

/** An operation, before its guards are put in front of it. */
export interface Operation {
  readonly method: string;
  /** The name of the tool or prompt; nothing that a caller chose. */
  readonly target: string | undefined;
  /** The name of the resource, which stands in audit records but, by OpenTelemetry's conventions, in no span. */
  readonly resource?: string;
  readonly kind: 'tool' | 'resource' | 'prompt' | 'completion' | 'list' | 'session' | 'refusal';
  readonly timeoutMs: number | undefined;
  /** Scopes that it needs; absent where it needs none of its own. */
  readonly scopes?: readonly string[];
  /** A limit of this operation's own. */
  readonly rateLimit: { readonly limit: number; readonly windowMs: number } | undefined;
  /** How long its results may be sent again; absent where they may not. */
  readonly cache?: ResolvedCachePolicy | undefined;
  /** Turns the caller's input into the handler's, or throws a `PublicError`; absent when nothing is to check. */
  readonly validate: ((input: unknown) => MaybePromise<unknown>) | undefined;
  /** Checks and shapes what the handler returned; absent when it is right as it is. */
  readonly shape: ((value: unknown, call: Call) => MaybePromise<Result>) | undefined;
  /** Calls the handler. */
  readonly run: Next;
  /** Replaces personal data in a shaped result, and tells the log of what could not be sent for it. */
  readonly sanitise: (result: Result, sanitizer: SanitizerLike, logger: Logger) => MaybePromise<Result>;
}

/** One guard: looks at the operation once and returns its place in the chain, or nothing if it is not needed. */
export type Guard = (operation: Operation) => ((next: Next) => Next) | undefined;

/** Puts the guards before the operation, the first one outermost. Done once for each operation. */
export function compose(operation: Operation, guards: readonly Guard[]): Next {
  return guards.reduceRight<Next>((next, guard) => guard(operation)?.(next) ?? next, operation.run);
}
