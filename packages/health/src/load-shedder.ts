// Refuses requests early while the process cannot keep up, so that those it takes are served in time.
import { eventLoopDelayMs } from './event-loop-delay.ts';
import { checkInteger } from './options.ts';
import type { Health, RequestLike, ResponseLike } from './types.ts';

/** Options of `createLoadShedder`. */
export interface LoadShedderOptions {
  /** Refuses above this event-loop delay, averaged over about a second. 0: never for this reason. Default 500. */
  maxEventLoopDelayMs?: number;
  /** Refuses above this many requests at a time. 0: never for this reason. Default 1000. */
  maxInFlight?: number;
  /** Clients are told to wait from this many seconds to twice as many, so that they do not return as one. Default 1. */
  retryAfterSeconds?: number;
  /** Its probes are never refused. Default none. */
  health?: Pick<Health, 'owns'>;
  /** From 0 to below 1. Default `Math.random`. */
  random?: () => number;
}

/** Why a request was refused. */
export type ShedReason = 'event-loop' | 'in-flight';

/** Guards the door of one process. */
export interface LoadShedder {
  /**
   * Takes a place for one request.
   * @returns What gives the place back (once; more calls do nothing), or undefined when the request is to be refused.
   */
  admit(): (() => void) | undefined;
  /**
   * Guards a node:http request: takes a place until the response closes, or answers 503 with Retry-After.
   * @returns true when the request has been refused and answered.
   */
  refuse(
    request: RequestLike,
    response: ResponseLike & { once(event: 'close', listener: () => void): unknown },
  ): boolean;
  /** Seconds for a Retry-After header. */
  retryAfter(): number;
  /** Requests that hold a place. */
  readonly inFlight: number;
  /** Requests refused so far, by reason: for a metric. */
  readonly refused: Readonly<Record<ShedReason, number>>;
}

/**
 * Makes a load shedder. It recovers by itself: the delay is measured anew all the time, and a place is given back when
 * its response closes.
 * @throws {HealthOptionError} When an option is out of range.
 */
export function createLoadShedder(options: LoadShedderOptions = {}): LoadShedder {
  const { maxEventLoopDelayMs = 500, maxInFlight = 1000, retryAfterSeconds = 1 } = options;
  const { health, random = Math.random } = options;
  checkInteger('`maxEventLoopDelayMs`', maxEventLoopDelayMs, 0);
  checkInteger('`maxInFlight`', maxInFlight, 0);
  checkInteger('`retryAfterSeconds`', retryAfterSeconds, 1, 3600);
  const refused = { 'event-loop': 0, 'in-flight': 0 };
  let inFlight = 0;
  if (maxEventLoopDelayMs > 0) eventLoopDelayMs();

  function overload(): ShedReason | undefined {
    if (maxInFlight > 0 && inFlight >= maxInFlight) return 'in-flight';
    return maxEventLoopDelayMs > 0 && eventLoopDelayMs() > maxEventLoopDelayMs ? 'event-loop' : undefined;
  }

  function admit(): (() => void) | undefined {
    const reason = overload();
    if (reason !== undefined) {
      refused[reason]++;
      return undefined;
    }
    inFlight++;
    let isHeld = true;
    return () => {
      if (isHeld) inFlight--;
      isHeld = false;
    };
  }

  const retryAfter = (): number => Math.ceil(retryAfterSeconds * (1 + random()));

  return {
    admit,
    retryAfter,
    refuse(request, response) {
      if (health?.owns(request.url ?? '') === true) return false;
      const release = admit();
      if (release !== undefined) {
        response.once('close', release);
        return false;
      }
      const body = '{"type":"about:blank","title":"Service Unavailable","status":503}';
      response.statusCode = 503;
      response.setHeader('Retry-After', String(retryAfter()));
      response.setHeader('Content-Type', 'application/problem+json');
      response.setHeader('Cache-Control', 'no-store');
      response.setHeader('Content-Length', String(body.length));
      response.end(request.method === 'HEAD' ? undefined : body);
      return true;
    },
    get inFlight() {
      return inFlight;
    },
    refused,
  };
}
