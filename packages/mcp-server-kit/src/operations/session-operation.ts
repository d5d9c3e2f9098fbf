// logging/setLevel, resources/subscribe and resources/unsubscribe: they change what a 2025-era session remembers.
import { LOG_LEVELS, type LogLevel } from '../definitions/context.ts';
import { MAX_URI_CHARS } from '../definitions/uri-template.ts';
import type { Call } from '../runtime/call.ts';
import { andThen, type MaybePromise } from '../runtime/maybe-promise.ts';
import type { Operation, Result } from '../runtime/operation.ts';
import { ProtocolFault, RPC } from '../runtime/protocol-fault.ts';
import { MAX_SUBSCRIPTIONS, type SessionMemory } from '../runtime/scope.ts';
import { NO_SUCH_RESOURCE } from './resource-operation.ts';

/** Whether there is such a resource: `undefined` if not; else what checks its variables, and throws. */
export type FindResource = (uri: string) => { check(): MaybePromise<unknown> } | undefined;

/** Makes `logging/setLevel`. */
export function setLevelOperation(): Operation {
  return sessionOperation('logging/setLevel', (session, { params }) => {
    if (!LOG_LEVELS.includes(params.level as LogLevel)) {
      throw new ProtocolFault(
        RPC.invalidParams,
        `Expected params.level to be one of ${LOG_LEVELS.join(', ')}`,
      );
    }
    session.logLevel = params.level as LogLevel;
  });
}

/** Makes `resources/subscribe`. A session's subscriptions have at most `maxChars` characters together. */
export function subscribeOperation(find: FindResource, maxChars: number): Operation {
  return sessionOperation('resources/subscribe', ({ subscriptions }, { params }) => {
    const uri = uriOf(params);
    const found = find(uri);
    if (found === undefined) throw new ProtocolFault(RPC.resourceNotFound, NO_SUCH_RESOURCE, { uri });
    return andThen(found.check(), () => {
      if (subscriptions.has(uri)) return;
      let chars = uri.length;
      for (const known of subscriptions) chars += known.length;
      if (subscriptions.size >= MAX_SUBSCRIPTIONS || chars > maxChars) {
        throw new ProtocolFault(
          RPC.serverError,
          `A session may subscribe to ${MAX_SUBSCRIPTIONS} resources whose URIs have ${maxChars} characters together. Unsubscribe from others first.`,
        );
      }
      subscriptions.add(uri);
    });
  });
}

/** Makes `resources/unsubscribe`. */
export function unsubscribeOperation(): Operation {
  return sessionOperation('resources/unsubscribe', ({ subscriptions }, { params }) => {
    subscriptions.delete(uriOf(params));
  });
}

function sessionOperation(
  method: string,
  change: (session: SessionMemory, call: Call) => MaybePromise<void>,
): Operation {
  return {
    method,
    target: undefined,
    kind: 'session',
    timeoutMs: undefined,
    rateLimit: undefined,
    validate: undefined,
    shape: (): Result => ({}),
    run: (call) => {
      const { session } = call.scope;
      if (session === undefined) throw new ProtocolFault(RPC.methodNotFound, `${method} needs a session`);
      return change(session, call);
    },
    sanitise: (result) => result,
  };
}

function uriOf({ uri }: Readonly<Record<string, unknown>>): string {
  if (typeof uri === 'string' && uri.length <= MAX_URI_CHARS) return uri;
  throw new ProtocolFault(
    RPC.invalidParams,
    `Expected params.uri to be a string of at most ${MAX_URI_CHARS} characters`,
  );
}
