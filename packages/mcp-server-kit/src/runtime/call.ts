// One call on its way through the guards; also the context that its handler sees.
import {
  type Era,
  type HandlerContext,
  type Invalidate,
  LOG_LEVELS,
  type LogLevel,
  type Notifier,
} from '../definitions/context.ts';
import type { Principal } from '../definitions/principal.ts';
import { MAX_URI_CHARS } from '../definitions/uri-template.ts';
import { withoutEnvelope } from './envelope.ts';
import type { Logger } from './logger.ts';
import type { Operation } from './operation.ts';
import type { SanitizerLike } from './options.ts';
import { sanitiseRecord } from './sanitise-record.ts';
import type { RequestScope } from './scope.ts';
import { type Budget, toPlain } from './to-plain.ts';

/** The most that one log message may hold, in characters. */
const MAX_LOG_CHARS = 4 * 1024 * 1024;

/** What a call shares with every other call of its server. */
export interface CallEnvironment {
  readonly sanitizer: SanitizerLike;
  readonly logger: Logger;
  readonly notify: Notifier;
  readonly invalidate: Invalidate;
}

/** What became of a call: answered with what was kept, by the run of an equal call, or by a run of its own. */
export type CacheOutcome = 'hit' | 'shared' | 'miss';

/** A call. Guards read and write its fields; the handler sees it as a {@link HandlerContext}. */
export class Call implements HandlerContext {
  readonly operation: Operation;
  readonly params: Readonly<Record<string, unknown>>;
  readonly scope: RequestScope;
  /** The caller's arguments, as they came. */
  readonly raw: unknown;
  /** What the handler gets: `raw` until the validation guard has parsed it. */
  input: unknown;
  /** Set by the guards when a call fails, for the span and the audit record. */
  errorType: string | undefined;
  errorCode: number | undefined;
  errorId: string | undefined;
  exception: unknown;
  /** Whether a rate limit refused the call. */
  isLimited = false;
  /** Set by the cache guard, for the audit record. */
  cacheOutcome: CacheOutcome | undefined;
  /** What the result may hold of what its batch may, in characters; `undefined` outside of one. */
  resultBudget: Budget | undefined;
  inputResponses: Readonly<Record<string, unknown>> | undefined;
  state: unknown;
  readonly #environment: CallEnvironment;
  #controller: AbortController | undefined;

  constructor(
    operation: Operation,
    params: Readonly<Record<string, unknown>>,
    raw: unknown,
    scope: RequestScope,
    environment: CallEnvironment,
  ) {
    this.operation = operation;
    this.params = params;
    this.raw = raw;
    this.input = raw;
    this.scope = scope;
    this.inputResponses = scope.inputResponses;
    this.resultBudget = scope.resultBudget;
    this.#environment = environment;
  }

  get era(): Era {
    return this.scope.era;
  }

  get protocolVersion(): string | undefined {
    return this.scope.protocolVersion;
  }

  get sessionId(): string | undefined {
    return this.scope.sessionId;
  }

  get clientInfo(): Readonly<Record<string, unknown>> | undefined {
    return this.scope.clientInfo;
  }

  get clientCapabilities(): Readonly<Record<string, unknown>> | undefined {
    return this.scope.clientCapabilities;
  }

  get principal(): Principal | undefined {
    return this.scope.principal;
  }

  get meta(): Readonly<Record<string, unknown>> | undefined {
    const { wireMeta } = this;
    return wireMeta && this.era === '2026' ? withoutEnvelope(wireMeta) : wireMeta;
  }

  /** `params._meta` as it came, with what the protocol keeps there for itself. */
  get wireMeta(): Readonly<Record<string, unknown>> | undefined {
    const meta = this.params._meta;
    return meta !== null && typeof meta === 'object' ? (meta as Record<string, unknown>) : undefined;
  }

  /** The URI that was asked for; one that no resource can have is not kept on record. */
  get uri(): string | undefined {
    const { uri } = this.params;
    return typeof uri === 'string' && uri.length <= MAX_URI_CHARS ? uri : undefined;
  }

  get logger(): Logger {
    return this.#environment.logger;
  }

  get notify(): Notifier {
    return this.#environment.notify;
  }

  get invalidate(): Invalidate {
    return this.#environment.invalidate;
  }

  // Made on first use: most handlers never look at it.
  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      const controller = new AbortController();
      const { signal } = this.scope;
      if (signal.aborted) controller.abort(signal.reason);
      else signal.addEventListener('abort', () => controller.abort(signal.reason), { once: true });
      this.#controller = controller;
    }
    return this.#controller.signal;
  }

  /** Aborts {@link signal}; the deadline guard calls it. */
  abort(reason: unknown): void {
    void this.signal;
    this.#controller?.abort(reason);
  }

  /** The same call for a run that is not its caller's alone: only {@link abort} ends it, and no batch bounds its result. */
  detach(): Call {
    const own = new Call(this.operation, this.params, this.raw, this.scope, this.#environment);
    Object.assign(own, this, { resultBudget: undefined });
    own.#controller = new AbortController();
    return own;
  }

  // Getters, so that a handler may take them out of its context: `(input, { log }) => ...`.
  get log(): HandlerContext['log'] {
    return (level, data, logger) => this.#log(level, data, logger);
  }

  get progress(): HandlerContext['progress'] {
    return (progress, total, message) => this.#progress(progress, total, message);
  }

  get closeStream(): HandlerContext['closeStream'] {
    return () => this.scope.closeStream();
  }

  #log(level: LogLevel, data: unknown, logger: string | undefined): void {
    const { logLevel } = this.scope;
    if (logLevel === undefined || LOG_LEVELS.indexOf(level) < LOG_LEVELS.indexOf(logLevel)) return;
    const { sanitizer } = this.#environment;
    this.scope.notify('notifications/message', {
      level,
      data: sanitizer.sanitize(plainLog(data)),
      ...(logger !== undefined && { logger: sanitizer.redact(logger) }),
    });
  }

  #progress(progress: number, total: number | undefined, message: string | undefined): void {
    const progressToken = this.wireMeta?.progressToken;
    if (typeof progressToken !== 'string' && typeof progressToken !== 'number') return;
    // A part of nothing, say. JSON would show `null`, which clients refuse.
    if (!Number.isFinite(progress)) return;
    // `total: undefined` and the like are not sent.
    const whole = Number.isFinite(total) ? total : undefined;
    const said = toPlain({ progress, total: whole, message }, { left: MAX_LOG_CHARS });
    this.scope.notify('notifications/progress', {
      ...sanitiseRecord(said as object, this.#environment.sanitizer),
      progressToken,
    });
  }
}

// A copy: the message may wait, and the handler may write to what it has logged. No log makes a call fail.
function plainLog(data: unknown): unknown {
  const budget = { left: MAX_LOG_CHARS };
  try {
    const plain = toPlain(data, budget);
    return budget.left < 0 ? '[not sent: too large]' : plain;
  } catch {
    return '[not sent: not JSON, or too deep]';
  }
}
