// Traces an MCP client where its messages pass: at the transport, which the clients of both SDKs have in common.
import { withTraceContext } from '../context/with-trace-context.ts';
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

  type OnMessage = NonNullable<ClientTransportLike['onmessage']>;
  const wrappers = {
    onmessage: (listener: OnMessage): OnMessage => {
      return (message: RpcMessage, ...rest) => calls.receiving(message, () => listener(message, ...rest));
    },
    onclose: (listener: () => void) => () => {
      calls.closed();
      listener();
    },
  };
  const given: Partial<Record<string | symbol, unknown>> = {};

  return new Proxy(transport, {
    get(target, property) {
      if (property === 'send') return send;
      // What a client put there is what it finds there.
      if (property in given) return given[property];
      const value: unknown = Reflect.get(target, property, target);
      return typeof value === 'function' && property !== 'constructor' ? value.bind(target) : value;
    },
    set(target, property, value: unknown) {
      const wrap = wrappers[property as keyof typeof wrappers] as
        | ((listener: unknown) => unknown)
        | undefined;
      if (wrap === undefined) return Reflect.set(target, property, value, target);
      given[property] = value;
      return Reflect.set(target, property, typeof value === 'function' ? wrap(value) : value, target);
    },
  });
}

function withContext(message: RpcMessage): RpcMessage {
  const meta = message.params?._meta;
  return { ...message, params: { ...message.params, _meta: withTraceContext({ ...(meta as object) }) } };
}
