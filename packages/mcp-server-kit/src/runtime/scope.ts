// What a binding tells the runtime about one request.
import type { Era, LogLevel } from '../definitions/context.ts';
import type { InputRequest } from '../definitions/input-required.ts';
import type { Principal } from '../definitions/principal.ts';
import type { Budget } from './to-plain.ts';

/** Who sends a request. */
export interface Client {
  /** Whose calls are counted together: a name for an address, or for whom a token speaks. */
  readonly clientKey: string;
  /** Whom its token speaks for, where that is asked. */
  readonly principal?: Principal | undefined;
}

/**
 * Whether `client` may go on with what `owner` began: to know an id is no authentication, so it has to speak for the same and be the
 * same OAuth client. Without a principal there is but an address, which may change.
 */
export function isOwn({ clientKey, principal }: Client, owner: Client): boolean {
  if (principal === undefined) return true;
  return clientKey === owner.clientKey && principal.clientId === owner.principal?.clientId;
}

/** One request, as it came in. The bindings make it; but for the principal, nothing in it is trusted. */
export interface RequestScope extends Client {
  readonly era: Era;
  readonly protocolVersion: string | undefined;
  readonly transport: 'http' | 'stdio' | 'memory';
  readonly requestId: string | number;
  readonly sessionId: string | undefined;
  readonly clientInfo: Readonly<Record<string, unknown>> | undefined;
  readonly clientCapabilities: Readonly<Record<string, unknown>> | undefined;
  /** Aborts when the client cancels or hangs up. */
  readonly signal: AbortSignal;
  /** The lowest level of log message that the client wants; `undefined`: none. */
  readonly logLevel: LogLevel | undefined;
  /** Sends a notification that belongs to this request. */
  notify(method: string, params: Record<string, unknown>): void;
  /** Asks the client and waits; only where a connection can carry it (2025-era sessions, stdio). */
  readonly ask: ((request: InputRequest, signal: AbortSignal) => Promise<unknown>) | undefined;
  /** 2026-07-28: the answers and the state that a retried request carries. */
  readonly inputResponses: Readonly<Record<string, unknown>> | undefined;
  readonly requestState: string | undefined;
  /** What a 2025-era connection remembers; `undefined` where there is none. */
  readonly session: SessionMemory | undefined;
  closeStream(): void;
  /** What the results of a batch may hold together from here on, in characters; `undefined` outside of one. */
  readonly resultBudget?: Budget | undefined;
  /** The place that the request has already; `undefined` where its handler has to find one. */
  readonly place?: Place | undefined;
}

/** Room for one handler. */
export interface Place {
  /** Lets a handler run: the first one here, each other in a place of its own. `undefined`: there is none. */
  take(): (() => void) | undefined;
  /** Gives up what no handler uses. */
  leave(): void;
}

/** What lasts as long as a 2025-era session. */
export interface SessionMemory {
  logLevel: LogLevel;
  /** Of its latest request, for the measurement of the session. */
  protocolVersion?: string | undefined;
  /** URIs that the client subscribed to. */
  readonly subscriptions: Set<string>;
}

/** The methods that change what a session remembers. */
export const SESSION_METHODS: ReadonlySet<string> = new Set([
  'logging/setLevel',
  'resources/subscribe',
  'resources/unsubscribe',
]);

/** The most resources that one session may subscribe to. */
export const MAX_SUBSCRIPTIONS = 1000;

/** The key of a client that cannot be told from others. */
export const UNKNOWN_CLIENT = 'client_unknown';

/** Makes the memory of a new session. Clients that never set a level get everything from `info` up. */
export function createSessionMemory(): SessionMemory {
  return { logLevel: 'info', subscriptions: new Set() };
}
