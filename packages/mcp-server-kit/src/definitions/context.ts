// What a handler is given besides its input.

import type { Logger } from '../runtime/logger.ts';
import type { InputRequiredOptions } from './input-required.ts';
import type { Principal } from './principal.ts';
import type { PromptDefinition } from './prompt.ts';
import type { ResourceDefinition } from './resource.ts';
import type { ToolDefinition } from './tool.ts';

/** The era of the protocol that a request speaks: every revision up to 2025-11-25, or 2026-07-28. */
export type Era = '2025' | '2026';

/** The levels of MCP's logging, lowest first (RFC 5424). */
export const LOG_LEVELS = [
  'debug',
  'info',
  'notice',
  'warning',
  'error',
  'critical',
  'alert',
  'emergency',
] as const;

/** One level of MCP's logging. */
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Tells clients that something changed; each reaches only the clients that asked for it. */
export interface Notifier {
  toolListChanged(): void;
  promptListChanged(): void;
  resourceListChanged(): void;
  /** @param uri - The resource that has new content. What is kept of it is dropped first. */
  resourceUpdated(uri: string): void;
}

/**
 * Drops what is kept of a definition's results (its `cache`), at once and for all clients. Runs that have begun are
 * answered to those who wait for them, and not kept.
 * @param definition - A tool, prompt or resource of this server. One URI is dropped by {@link Notifier.resourceUpdated}.
 * @param input - The arguments as clients send them: drops what is kept for these alone. Where the schema checks them
 * asynchronously, and where they are left out, everything is dropped.
 * @throws {TypeError} for a definition that has no `cache`, or arguments that it does not take.
 */
export type Invalidate = (
  definition: ToolDefinition | PromptDefinition | ResourceDefinition,
  input?: Readonly<Record<string, unknown>>,
) => void;

/** One request, as its handler sees it. What is in it may be taken out: `(input, { log, signal }) => …`. */
export interface HandlerContext {
  readonly era: Era;
  /** The negotiated revision, for example `2025-11-25`; unknown on a stateless request that does not say. */
  readonly protocolVersion: string | undefined;
  /** Aborts when the client cancels or hangs up, or when the deadline passes. */
  readonly signal: AbortSignal;
  readonly sessionId: string | undefined;
  /** Name and version that the client gave; an attacker's input. */
  readonly clientInfo: Readonly<Record<string, unknown>> | undefined;
  readonly clientCapabilities: Readonly<Record<string, unknown>> | undefined;
  /** Whom the request speaks for, verified; `undefined` where nobody is asked: without `auth`, and over stdio. */
  readonly principal: Principal | undefined;
  /** `params._meta` of the request. */
  readonly meta: Readonly<Record<string, unknown>> | undefined;
  /** The server's own log; every line is sanitised. */
  readonly logger: Logger;
  readonly notify: Notifier;
  readonly invalidate: Invalidate;
  /**
   * Answers to what an earlier round asked for with {@link inputRequired}; `undefined` in the first round.
   * The client's input: check it.
   */
  readonly inputResponses: Readonly<Record<string, unknown>> | undefined;
  /** What the earlier round kept in {@link InputRequiredOptions.state}, verified; `undefined` in the first round. */
  readonly state: unknown;
  /** Sends a log message to the client if its level asks for it. */
  log(level: LogLevel, data: unknown, logger?: string): void;
  /** Reports progress if the client asked for it; `progress` has to grow. */
  progress(progress: number, total?: number, message?: string): void;
  /** Closes the response stream so that a 2025-11-25 client polls for the rest; nothing elsewhere. */
  closeStream(): void;
}
