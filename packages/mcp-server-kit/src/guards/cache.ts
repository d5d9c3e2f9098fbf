// Guard: a result that was made a short while ago is sent again, and equal calls that come together share one run.
// It stands behind validation and before whatever makes a result: what is kept has been shaped, measured and sanitised.
import type { ResolvedCachePolicy } from '../definitions/cache-policy.ts';
import type { Invalidate } from '../definitions/context.ts';
import { type InputRequired, isInputRequired } from '../definitions/input-required.ts';
import { keyFor, subjectOf, uriSubject } from '../runtime/cache-key.ts';
import type { CacheOutcome, Call } from '../runtime/call.ts';
import type { ChangeFeed } from '../runtime/change-feed.ts';
import { type KeptResult, keepJson } from '../runtime/kept-json.ts';
import { andThen, isPromise } from '../runtime/maybe-promise.ts';
import type { Guard, Next, Operation, Result } from '../runtime/operation.ts';
import type { ResolvedOptions } from '../runtime/options.ts';
import { ResultCache, type Subject } from '../runtime/result-cache.ts';
import { SharedRuns } from '../runtime/shared-runs.ts';
import { plainWithin } from './limit-size.ts';

/** What a run comes to. */
type Made = KeptResult | InputRequired;

/** Of the span inside that of a call whose handler did not have to run. */
const HIT = { attributes: { 'portcullis.cache.hit': true } };

/** Keeps results and drops them. */
export interface ResultCaching {
  readonly guard: Guard;
  readonly invalidate: Invalidate;
}

/** Makes the cache of one server. A resource that the feed announces is dropped before any client is told of it. */
export function createResultCaching(
  { cache: limits, telemetry, timeoutMs, maxResultChars }: ResolvedOptions,
  changes: ChangeFeed,
): ResultCaching {
  const cache = new ResultCache(limits);
  const runs = new SharedRuns<Made>();
  const operations = new Map<string, Operation>();
  const lookups = telemetry?.meter.createCounter('portcullis.server.cache_lookups', {
    unit: '{lookup}',
    description: 'Calls whose result may be kept, by what became of them.',
  });
  const dropSubject = (id: string): void => {
    cache.dropSubject(id);
    runs.drop((subject) => subject.id === id);
  };
  const dropOperation = (operation: Operation): void => {
    cache.dropOperation(operation);
    runs.drop((subject) => subject.operation === operation);
  };
  changes.subscribe((change) => {
    if (change.kind === 'resource' && operations.size > 0) dropSubject(uriSubject(change.uri));
  });

  function guardOf(operation: Operation, policy: ResolvedCachePolicy): (next: Next) => Next {
    const { kind, target, method } = operation;
    const maxRunMs = operation.timeoutMs ?? timeoutMs;
    const labels = { 'mcp.method.name': method, ...(kind === 'tool' && { 'gen_ai.tool.name': target }) };
    const note = (call: Call, outcome: CacheOutcome): void => {
      call.cacheOutcome = outcome;
      lookups?.add(1, { ...labels, 'portcullis.cache.outcome': outcome });
    };
    const deliver = ({ result }: KeptResult, leftMs: number, { era, resultBudget }: Call): Result => {
      if (resultBudget !== undefined) plainWithin(resultBudget, result, maxResultChars);
      if (kind !== 'resource' || era === '2025') return result;
      // A client that gets it late may not keep it for longer than one that got it when it was made.
      return { ...result, ttlMs: Math.floor(leftMs), cacheScope: policy.scope };
    };
    return (next) => (call) => {
      // A later round depends on what the client has answered.
      if (call.inputResponses !== undefined || call.scope.requestState !== undefined) return next(call);
      const id = subjectOf(operation, call.input);
      const key = id && keyFor(id, call, policy);
      if (id === undefined || key === undefined) return next(call);
      const kept = cache.get(key);
      if (kept !== undefined) {
        note(call, 'hit');
        telemetry?.tracer.startSpan('cache', HIT).end();
        return deliver(kept.result, kept.leftMs, call);
      }
      const running = runs.at(key, maxRunMs);
      if (running !== undefined) {
        note(call, 'shared');
        const span = telemetry?.tracer.startSpan('cache', HIT);
        const made = running.wait(call.signal).finally(() => span?.end());
        return made.then((done) => {
          if (!isInputRequired(done)) return deliver(done, policy.ttlMs, call);
          // What one client is asked, and the state behind it, is not for another.
          call.cacheOutcome = 'miss';
          return next(call);
        });
      }
      note(call, 'miss');
      const subject: Subject = { operation, id };
      const made = runs.start(key, subject, call, next, (result, isCurrent) => {
        if (isInputRequired(result)) return result;
        const done = keepJson(result as Result);
        if (isCurrent && done.result.isError !== true) cache.set(key, subject, done, policy.ttlMs);
        return done;
      });
      return andThen(made, (done) => (isInputRequired(done) ? done : deliver(done, policy.ttlMs, call)));
    };
  }

  return {
    guard(operation) {
      const { cache: policy, kind, target, resource } = operation;
      if (policy === undefined) return undefined;
      operations.set(`${kind} ${target ?? resource}`, operation);
      return guardOf(operation, policy);
    },
    invalidate({ kind, name }, input) {
      const operation = operations.get(`${kind} ${name}`);
      if (operation === undefined)
        throw new TypeError(`This server has no ${kind} "${name}" with a \`cache\``);
      if (input === undefined) {
        dropOperation(operation);
        return;
      }
      const parsed = parse(operation, input);
      if (isPromise(parsed)) {
        // What it will be is not known yet, and it has to be gone now.
        parsed.catch(() => {});
        dropOperation(operation);
        return;
      }
      const id = subjectOf(operation, parsed);
      if (id !== undefined) dropSubject(id);
    },
  };
}

/** What input becomes. That it does not fit is a fault of the server's own, and nothing for a client to read. */
function parse({ kind, target, validate }: Operation, input: unknown): unknown {
  if (kind === 'resource')
    throw new TypeError('Expected one URI to be dropped by notify.resourceUpdated(uri)');
  try {
    return validate === undefined ? input : validate(input);
  } catch (cause) {
    throw new TypeError(`Expected what ${kind} "${target}" takes: ${(cause as Error).message}`, { cause });
  }
}
