// A connection that carries messages of both eras: the kit answers what it can, each SDK gets what it alone speaks.
import type { Principal } from '../definitions/principal.ts';
import { META } from '../runtime/envelope.ts';
import { RPC } from '../runtime/protocol-fault.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { type Client, type RequestScope, SESSION_METHODS } from '../runtime/scope.ts';
import type { Budget } from '../runtime/to-plain.ts';
import { type Caller, DirectRequest, NOT_STRICT, type Outlet } from './direct.ts';
import {
  isPlainId,
  isRequest,
  isStrictRequest,
  type RequestId,
  type RpcMessage,
  type RpcRequest,
  rpcError,
} from './messages.ts';
import type { V1Link } from './v1/link.ts';
import { callerOf, hasPlainEnvelope, LISTEN } from './v2/envelope.ts';
import type { V2Link } from './v2/link.ts';

/** A message stream that the kit and both SDKs share. */
export interface Link {
  /**
   * Takes one message from the client.
   * @param resultBudget - What the results of its batch may hold together from here on, in characters.
   */
  receive(message: RpcMessage, resultBudget?: Budget): void;
  /** Requests of the client that wait for an answer, subscriptions not counted. */
  readonly pending: number;
  /** The revision that `initialize` has led to, if there was one. */
  readonly protocolVersion: string | undefined;
  close(): Promise<void>;
}

/** Where a link writes and what it is called. */
export interface LinkOptions {
  readonly transport: RequestScope['transport'];
  /** Whom the client speaks for, where that is known. */
  readonly principal?: Principal | undefined;
  readonly send: (message: RpcMessage) => void;
}

type Target = Promise<V1Link | V2Link>;

/** Who has a request that waits for an answer. */
type Waiting = DirectRequest | { readonly target: Target; readonly isSubscription: boolean };

/** Whether `message` says that it is of 2026-07-28. */
export function isModern({ method, params }: RpcMessage): boolean {
  if (method === 'server/discover' || method === LISTEN) return true;
  const meta = params?._meta;
  return meta !== null && typeof meta === 'object' && META.protocolVersion in meta;
}

/** Joins a runtime to one connection. An SDK is loaded when there is a message that needs it. */
export function createLink(runtime: Runtime, { transport, principal, send }: LinkOptions): Link {
  const client: Client = { clientKey: transport, principal };
  const waiting = new Map<RequestId, Waiting>();
  const outgoing = (message: RpcMessage): void => {
    if (message.method === undefined) waiting.delete(message.id ?? '');
    send(message);
  };
  const outlet: Outlet = { answer: outgoing, push: send };
  let v1: Promise<V1Link> | undefined;
  let v2: Promise<V2Link> | undefined;
  let v1Link: V1Link | undefined;
  const old = () => {
    v1 ??= import('./v1/link.ts').then(async ({ createV1Link }) => {
      v1Link = await createV1Link(runtime, transport, client, outgoing);
      return v1Link;
    });
    return v1;
  };
  const modern = () => {
    v2 ??= import('./v2/link.ts').then(({ createV2Link }) =>
      createV2Link(runtime, transport, client, outgoing),
    );
    return v2;
  };
  /** Who asks, if the kit may answer: the envelope says so or, in the 2025 era, `initialize` did. */
  function directCaller(message: RpcRequest): Caller | undefined {
    const isKnown = runtime.methods.has(message.method);
    if (isModern(message)) {
      return isKnown && hasPlainEnvelope(message) ? callerOf(message, transport, client) : undefined;
    }
    return isKnown || SESSION_METHODS.has(message.method) ? v1Link?.caller() : undefined;
  }

  function receiveRequest(message: RpcRequest, resultBudget: Budget | undefined): void {
    if (!isPlainId(message.id) || !isStrictRequest(message)) {
      send(rpcError(RPC.invalidRequest, NOT_STRICT, message.id));
      return;
    }
    const caller = directCaller(message);
    if (caller !== undefined) {
      const call = new DirectRequest(
        message.id,
        caller,
        resultBudget === undefined ? outlet : { ...outlet, resultBudget },
      );
      if (call.start(runtime, message)) waiting.set(message.id, call);
      return;
    }
    const target: Target = isModern(message) ? modern() : old();
    waiting.set(message.id, { target, isSubscription: message.method === LISTEN });
    handOver(target, message);
  }

  function cancel(message: RpcMessage): void {
    const { requestId, reason } = message.params ?? {};
    const found = waiting.get(requestId as RequestId);
    waiting.delete(requestId as RequestId);
    if (found instanceof DirectRequest) found.cancel(reason);
    else if (found !== undefined) handOver(found.target, message);
  }

  function take(message: RpcMessage, resultBudget?: Budget): void {
    if (message.method === 'notifications/cancelled') cancel(message);
    else if (isRequest(message)) receiveRequest(message, resultBudget);
    // Answers go to the 2025 era, the only one in which a server asks.
    else handOver(isModern(message) ? modern() : old(), message);
  }

  // An SDK takes a message in over some promises. What came after it waits, or the kit would be there first.
  const held: Parameters<Link['receive']>[] = [];
  let isHolding = false;
  function handOver(target: Target, message: RpcMessage): void {
    isHolding = true;
    void target.then((link) => {
      link.deliver(message);
      setImmediate(release);
    });
  }
  function release(): void {
    isHolding = false;
    while (!isHolding) {
      const next = held.shift();
      if (next === undefined) return;
      take(...next);
    }
  }

  return {
    receive(...arrived) {
      if (isHolding) held.push(arrived);
      else take(...arrived);
    },
    get pending() {
      let count = held.filter(([message]) => isRequest(message)).length;
      for (const found of waiting.values()) {
        if (found instanceof DirectRequest || !found.isSubscription) count++;
      }
      return count;
    },
    get protocolVersion() {
      return v1Link?.caller()?.protocolVersion;
    },
    async close() {
      held.length = 0;
      for (const found of waiting.values()) if (found instanceof DirectRequest) found.cancel();
      await Promise.all([(await v1)?.close(), (await v2)?.close()]);
    },
  };
}
