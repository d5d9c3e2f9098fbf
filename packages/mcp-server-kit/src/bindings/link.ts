// A connection that carries messages of both eras: each message goes to the SDK that speaks it.
import type { Runtime } from '../runtime/runtime.ts';
import type { RequestScope } from '../runtime/scope.ts';
import { isRequest, isStrictRequest, type RequestId, type RpcMessage, rpcError } from './messages.ts';
import type { V1Link } from './v1/link.ts';
import type { V2Link } from './v2/link.ts';

const PROTOCOL_VERSION_KEY = 'io.modelcontextprotocol/protocolVersion';

/** A message stream that both SDKs share. */
export interface Link {
  /** Takes one message from the client. */
  receive(message: RpcMessage): void;
  /** Requests of the client that wait for an answer, subscriptions not counted. */
  readonly pending: number;
  close(): Promise<void>;
}

/** Where a link writes and what it is called. */
export interface LinkOptions {
  readonly transport: RequestScope['transport'];
  readonly send: (message: RpcMessage) => void;
}

type Target = Promise<V1Link | V2Link>;

/** Joins a runtime to one connection. An SDK is loaded when the first message of its era arrives. */
export function createLink(runtime: Runtime, { transport, send }: LinkOptions): Link {
  // Every request without an answer, by its id, and the SDK that has it.
  const open = new Map<RequestId, { target: Target; isSubscription: boolean }>();
  const outgoing = (message: RpcMessage): void => {
    if (message.method === undefined) open.delete(message.id ?? '');
    send(message);
  };
  let v1: Promise<V1Link> | undefined;
  let v2: Promise<V2Link> | undefined;
  const old = () => {
    v1 ??= import('./v1/link.ts').then(({ createV1Link }) => createV1Link(runtime, transport, outgoing));
    return v1;
  };
  const modern = () => {
    v2 ??= import('./v2/link.ts').then(({ createV2Link }) => createV2Link(runtime, transport, outgoing));
    return v2;
  };
  return {
    receive(message) {
      if (isCancel(message)) {
        const id = message.params?.requestId as RequestId;
        deliver(open.get(id)?.target, message);
        open.delete(id);
        return;
      }
      if (isRequest(message) && !isStrictRequest(message)) {
        send(rpcError(-32600, 'Invalid request: not a JSON-RPC request as MCP has it', message.id));
        return;
      }
      // Answers go to the 2025 era, the only one in which a server asks.
      const target: Target = speaksNewEra(message) ? modern() : old();
      if (isRequest(message)) {
        open.set(message.id, { target, isSubscription: message.method === 'subscriptions/listen' });
      }
      deliver(target, message);
    },
    get pending() {
      let count = 0;
      for (const { isSubscription } of open.values()) if (!isSubscription) count++;
      return count;
    },
    async close() {
      await Promise.all([(await v1)?.close(), (await v2)?.close()]);
    },
  };
}

function deliver(target: Target | undefined, message: RpcMessage): void {
  void target?.then((link) => link.deliver(message));
}

function speaksNewEra({ method, params }: RpcMessage): boolean {
  if (method === 'server/discover' || method === 'subscriptions/listen') return true;
  const meta = params?._meta;
  return meta !== null && typeof meta === 'object' && PROTOCOL_VERSION_KEY in meta;
}

function isCancel({ method }: RpcMessage): boolean {
  return method === 'notifications/cancelled';
}
