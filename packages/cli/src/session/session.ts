// What the checks know of a connection, whatever the era and the transport.
import type { ResolvedOptions } from '../options.ts';
import type { Era } from '../report.ts';

/** A JSON object of unknown shape: everything that a server sends. */
export type Json = Record<string, unknown>;

/** What came back for one request. */
export type Reply =
  /** A result as it was on the wire; `refusal` is what the official client had against it. */
  | { readonly kind: 'result'; readonly result: Json; readonly refusal?: string }
  | { readonly kind: 'error'; readonly code: number; readonly message: string; readonly data?: unknown }
  /** No JSON-RPC answer: timed out, closed, or HTTP without a usable body. */
  | { readonly kind: 'silence'; readonly reason: string; readonly timedOut: boolean };

/** What a connection needs to know of the options. */
export type SessionOptions = Pick<ResolvedOptions, 'timeoutMs' | 'headers' | 'maxMessageBytes'>;

/** A request as the official client would have sent it. Over stdio there are no headers. */
export interface PreparedRequest {
  readonly message: Json;
  readonly headers: Readonly<Record<string, string>>;
}

/** An open connection in one era. */
export interface Session {
  readonly era: Era;
  readonly protocolVersion: string | undefined;
  readonly serverInfo: Json | undefined;
  readonly capabilities: Json;
  /** True when the connection has ended without being asked to. */
  isLost(): boolean;
  /** Sends one request. Never rejects. One at a time: the caller waits. */
  request(method: string, params?: Json): Promise<Reply>;
  /** As `request`, for `tools/call`: mirrors arguments into headers where the tool's schema asks for it. */
  callTool(tool: Json, args: unknown): Promise<Reply>;
  /** Runs `send` up to the point where a request would go out. A refusal of the client is told as text. */
  prepare(send: (session: Session) => Promise<Reply>): Promise<PreparedRequest | string>;
  close(): Promise<void>;
}

/** Opening failed. `serverInfo` is what the server had said of itself by then. */
export interface OpenFailure {
  readonly reason: string;
  readonly serverInfo?: Json;
}

/** True for an object that is not null and not an array. */
export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
