// A connection that carries messages of both eras: each message goes to the SDK that speaks it.
import type { Runtime } from '../runtime/runtime.ts';
import type { RequestScope } from '../runtime/scope.ts';
import { isRequest, type RpcMessage } from './messages.ts';
import type { V1Link } from './v1/link.ts';
import type { V2Link } from './v2/link.ts';

const PROTOCOL_VERSION_KEY = 'io.modelcontextprotocol/protocolVersion';

/** A message stream that both SDKs share. */
export interface Link {
  /** Takes one message from the client. */
  receive(message: RpcMessage): void;
  /** Requests of the client that wait for an answer. */
  readonly pending: number;
  close(): Promise<void>;
}

/** Where a link writes and what it is called. */
export interface LinkOptions {
  readonly transport: RequestScope['transport'];
  readonly send: (message: RpcMessage) => void;
}

/** Joins a runtime to one connection. An SDK is loaded when the first message of its era arrives. */
export function createLink(runtime: Runtime, { transport, send }: LinkOptions): Link {
  const pending = new Set<string | number>();
  const outgoing = (message: RpcMessage): void => {
    if (message.method === undefined && message.id !== undefined) pending.delete(message.id);
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
      if (isRequest(message)) pending.add(message.id);
      // Answers go to the 2025 era, the only one in which a server asks.
      const isModern = speaksNewEra(message) || (isCancel(message) && v2 !== undefined && v1 === undefined);
      const target: Promise<V1Link | V2Link> = isModern ? modern() : old();
      if (isCancel(message)) pending.delete(message.params?.requestId as string | number);
      void target.then((link) => link.deliver(message));
    },
    get pending() {
      return pending.size;
    },
    async close() {
      await Promise.all([(await v1)?.close(), (await v2)?.close()]);
    },
  };
}

function speaksNewEra({ method, params }: RpcMessage): boolean {
  if (method === 'server/discover' || method === 'subscriptions/listen') return true;
  const meta = params?._meta;
  return meta !== null && typeof meta === 'object' && PROTOCOL_VERSION_KEY in meta;
}

function isCancel({ method }: RpcMessage): boolean {
  return method === 'notifications/cancelled';
}
