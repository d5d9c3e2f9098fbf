// Whether the event loop keeps up.
import { eventLoopDelayMs } from '../event-loop-delay.ts';
import { checkInteger } from '../options.ts';
import type { CheckSettings, HealthCheck, Measurement } from '../types.ts';

/** Options of `createEventLoopCheck`. */
export interface EventLoopCheckOptions extends CheckSettings {
  /** A longer delay, averaged over about a second, is a failure, in milliseconds. */
  maxDelayMs: number;
}

/**
 * Makes a check of the event loop's delay; as part of readiness it sends requests to other replicas for a while. Its name
 * is `event-loop` unless `name` says otherwise.
 * @throws {HealthOptionError} When `maxDelayMs` is out of range.
 */
export function createEventLoopCheck({ maxDelayMs, ...settings }: EventLoopCheckOptions): HealthCheck {
  checkInteger('`maxDelayMs`', maxDelayMs, 1);
  eventLoopDelayMs();
  const check = (): Measurement => {
    const delay = eventLoopDelayMs();
    const measured = { observedValue: Math.round(delay), observedUnit: 'ms' };
    return delay > maxDelayMs ? { ...measured, status: 'fail', output: 'too late' } : measured;
  };
  return { name: 'event-loop', check, measurement: 'delay', cacheMs: 0, ...settings };
}
