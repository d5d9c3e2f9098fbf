// A server ready to answer: its definitions compiled, every chain composed, nothing left to do per request.

import { scopedIn } from '../definitions/scope.ts';
import type { ServerDefinition } from '../definitions/server.ts';
import type { PublicError } from '../errors.ts';
import { askClientGuard } from '../guards/ask-client.ts';
import { type Auditor, createAuditor } from '../guards/audit.ts';
import { authorizeGuard } from '../guards/authorize.ts';
import { createResultCaching } from '../guards/cache.ts';
import { deadlineGuard } from '../guards/deadline.ts';
import { createRateLimits } from '../guards/limit-rate.ts';
import { limitRunningGuard, type PlaceGiver } from '../guards/limit-running.ts';
import { limitSizeGuard } from '../guards/limit-size.ts';
import { maskErrorsGuard } from '../guards/mask-errors.ts';
import { sanitiseGuard } from '../guards/sanitise.ts';
import { traceGuard } from '../guards/trace.ts';
import { shapeResultGuard, validateInputGuard } from '../guards/validate.ts';
import { asFault } from './as-fault.ts';
import { Call, type CallEnvironment } from './call.ts';
import { type ChangeFeed, createChangeFeed } from './change-feed.ts';
import { type MaybePromise, settle } from './maybe-promise.ts';
import { compose, type Guard, type Operation, type Result } from './operation.ts';
import { type ResolvedOptions, type RuntimeOptions, resolveOptions } from './options.ts';
import { redactStrings } from './redact-strings.ts';
import { createRequestStateSeal } from './request-state.ts';
import { type Compiled, completes, createResolver } from './resolver.ts';
import type { RequestScope } from './scope.ts';

/** A server, as the bindings see it. */
export interface Runtime {
  readonly definition: ServerDefinition;
  readonly options: ResolvedOptions;
  readonly changes: ChangeFeed;
  /** Name, version and so on, as MCP's `Implementation` has them. */
  readonly info: Readonly<Record<string, unknown>> & { readonly name: string; readonly version: string };
  readonly instructions: string | undefined;
  readonly capabilities: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Every method that {@link dispatch} answers. */
  readonly methods: ReadonlySet<string>;
  /**
   * Answers one request. Throws a `ProtocolFault` for what becomes a JSON-RPC error and nothing else.
   */
  dispatch(method: string, params: unknown, scope: RequestScope): MaybePromise<Result>;
  /** The scopes that what a request names needs of its own. */
  scopesOf(method: string | undefined, params: unknown): readonly string[];
  /** Counts what {@link dispatch} does not see against the client's limit. Gives why it is refused, or `undefined`. */
  count(clientKey: string): MaybePromise<PublicError | undefined>;
  /** Puts a request on record that {@link dispatch} does not see. */
  readonly note: Auditor['note'];
  /** Runs `onStart`. */
  start(): Promise<void>;
  /** Runs `onStop`. */
  stop(): Promise<void>;
}

/** Compiles a definition. Handlers take their places from `places`; without it there is one for every call. */
export function createRuntime(
  definition: ServerDefinition,
  given: RuntimeOptions = {},
  places?: PlaceGiver,
): Runtime {
  const options = resolveOptions(definition.name, given);
  const { sanitizer, sinks, logger } = options;
  const changes = createChangeFeed();
  const caching = createResultCaching(options, changes);
  const { invalidate } = caching;
  const environment: CallEnvironment = { sanitizer, logger, notify: changes, invalidate };
  const limits = createRateLimits(options.rateLimit, options.limitStore, logger);
  const auditor = createAuditor(options);
  // The order of the guards on the way in; on the way out it is the reverse.
  const guards: readonly Guard[] = [
    traceGuard(options.telemetry),
    auditor.guard,
    maskErrorsGuard(sinks.error),
    authorizeGuard(scopedIn(definition).length > 0 ? scopesOf : undefined),
    limits.guard,
    askClientGuard(
      createRequestStateSeal(options.replicaKey, options.requestStateTtlMs),
      sanitizer,
      options.telemetry,
    ),
    deadlineGuard(options.timeoutMs),
    limitRunningGuard(places, options.timeoutMs),
    validateInputGuard(),
    caching.guard,
    sanitiseGuard(sanitizer, sinks),
    limitSizeGuard(options.maxResultChars),
    shapeResultGuard(),
  ];
  const compile = (operation: Operation): Compiled => ({ operation, chain: compose(operation, guards) });
  const resolver = createResolver(definition, options, compile);

  function scopesOf(method: string | undefined, params: unknown): readonly string[] {
    return resolver.scopesOf(method, params);
  }

  // Whatever a guard may do: no words but those of a fault reach a binding, and through it the client.
  const pass = (result: Result): Result => result;
  const fail = (error: unknown): never => {
    throw asFault(error, logger, 'a request failed outside its guards');
  };

  return {
    definition,
    options,
    changes,
    info: redactStrings(infoOf(definition), sanitizer),
    instructions: definition.instructions && sanitizer.redact(definition.instructions),
    capabilities: capabilitiesOf(definition),
    methods: resolver.methods,
    dispatch(method, given, scope) {
      const params = (given ?? {}) as Record<string, unknown>;
      const { compiled, raw } = resolver.resolve(method, params);
      const call = new Call(compiled.operation, params, raw, scope, environment);
      return settle(() => compiled.chain(call) as MaybePromise<Result>, pass, fail);
    },
    scopesOf,
    count: limits.count,
    note: auditor.note,
    start: async () => {
      await definition.onStart?.({ notify: changes, invalidate, logger });
    },
    stop: async () => {
      await definition.onStop?.();
    },
  };
}

function infoOf({ name, version, title, websiteUrl, icons }: ServerDefinition): Runtime['info'] {
  return {
    name,
    version,
    ...(title !== undefined && { title }),
    ...(websiteUrl !== undefined && { websiteUrl }),
    ...(icons !== undefined && { icons }),
  };
}

function capabilitiesOf({ tools, resources, prompts }: ServerDefinition): Runtime['capabilities'] {
  return {
    logging: {},
    ...(tools.length > 0 && { tools: { listChanged: true } }),
    ...(prompts.length > 0 && { prompts: { listChanged: true } }),
    ...(resources.length > 0 && { resources: { listChanged: true, subscribe: true } }),
    ...((completes(prompts) || completes(resources)) && { completions: {} }),
  };
}
