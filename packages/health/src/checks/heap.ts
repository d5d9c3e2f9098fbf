// Whether the JavaScript heap has room.
import { getHeapStatistics } from 'node:v8';
import { checkInteger } from '../options.ts';
import type { CheckSettings, HealthCheck, Measurement } from '../types.ts';

/** Options of `createHeapCheck`. */
export interface HeapCheckOptions extends CheckSettings {
  /** More of the limit in use, in percent, is a failure; garbage counts until it is collected. Default 90. */
  maxUsedPercent?: number;
}

/**
 * Makes a check of the heap against V8's limit, not the container's. It is not critical by default, because the collector
 * may free what it sees a moment later. Its name is `heap` unless `name` says otherwise.
 * @throws {HealthOptionError} When `maxUsedPercent` is out of range.
 */
export function createHeapCheck({ maxUsedPercent = 90, ...settings }: HeapCheckOptions = {}): HealthCheck {
  checkInteger('`maxUsedPercent`', maxUsedPercent, 1, 100);
  const check = (): Measurement => {
    const { used_heap_size: used, heap_size_limit: limit } = getHeapStatistics();
    const percent = (used / limit) * 100;
    const measured = { observedValue: Math.round(percent * 10) / 10, observedUnit: 'percent' };
    return percent > maxUsedPercent ? { ...measured, status: 'fail', output: 'nearly full' } : measured;
  };
  return { name: 'heap', check, measurement: 'used', critical: false, ...settings };
}
