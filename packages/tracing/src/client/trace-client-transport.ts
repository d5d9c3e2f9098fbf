// Traces an MCP client where its messages pass: at the transport, which the clients of both SDKs have in common.
import { withTraceMeta } from '../context/with-trace-context.ts';
import type { McpTransportKind, Telemetry } from '../telemetry.ts';
import { createClientCalls } from './client-calls.ts';
import type { RpcMessage } from './rpc-message.ts';

/** What is used of a transport; those of both official SDKs fit. */
export interface ClientTransportLike {
  // biome-ignore lint/suspicious/noExplicitAny: the SDKs' own message types differ between their versions.
  send(message: any, ...rest: any[]): Promise<void>;
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  onmessage?: ((message: any, ...rest: any[]) => void) | undefined;
  onclose?: (() => void) | undefined;
  sessionId?: string | undefined;
}

/** How the client is connected. */
export interface TraceClientTransportOptions {
  readonly transport: McpTransportKind;
  /** Host name of the server: `server.address`. Default: not recorded. */
  readonly serverAddress?: string | undefined;
  /** Port of the server: `server.port`. Default: not recorded. */
  readonly serverPort?: number | undefined;
}

/**
 * Wraps a client's transport: `client.connect(traceClientTransport(transport, telemetry, { transport: 'http' }))`.
 * Each request and notification that goes out gets a CLIENT span and its context in `params._meta`; each request that
 * the server makes (sampling, elicitation) gets a SERVER span; the session is measured from `initialize` to its end.
 *
 * The transport of a server that is built on an SDK alone can be wrapped as well: each request of its clients gets a
 * SERVER span and is measured. Its sessions are not.
 * @returns the transport itself when telemetry is off, else a proxy of it.
 */
export function traceClientTransport<T extends ClientTransportLike>(
  transport: T,
  telemetry: Telemetry,
  options: TraceClientTransportOptions,
): T {
  if (!telemetry.enabled) return transport;
  const calls = createClientCalls(telemetry, options, () => transport.sessionId);

  async function send(message: RpcMessage, ...rest: unknown[]): Promise<void> {
    const span = calls.sending(message);
    if (span === undefined) {
      await transport.send(message, ...rest);
      return;
    }
    try {
      await span.run(() => transport.send(withContext(message), ...rest));
    } catch (exception) {
      calls.failed(message, span, exception);
      throw exception;
    }
    calls.sent(message, span);
  }

  // What a client puts there, and what it finds there again; the transport gets the wrapped one.
  const listeners = new Map<string | symbol, unknown>();
  const wrap = (property: string | symbol, listener: (...args: unknown[]) => void): unknown => {
    if (property === 'onclose') {
      return () => {
        calls.closed();
        listener();
      };
    }
    return (message: RpcMessage, ...rest: unknown[]) =>
      calls.receiving(message, () => listener(message, ...rest));
  };

  return new Proxy(transport, {
    get(target, property) {
      if (property === 'send') return send;
      if (listeners.has(property)) return listeners.get(property);
      const value: unknown = Reflect.get(target, property, target);
      return typeof value === 'function' && property !== 'constructor' ? value.bind(target) : value;
    },
    set(target, property, value: unknown) {
      if (property !== 'onmessage' && property !== 'onclose')
        return Reflect.set(target, property, value, target);
      listeners.set(property, value);
      const wrapped = typeof value === 'function' ? wrap(property, value as () => void) : value;
      return Reflect.set(target, property, wrapped, target);
    },
  });
}

function withContext(message: RpcMessage): RpcMessage {
  const { params = {} } = message;
  const traced = withTraceMeta(params);
  return traced === params ? message : { ...message, params: traced };
}
