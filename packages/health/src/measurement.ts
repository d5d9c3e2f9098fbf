// What a check returned, if it is something to report.
import { CheckFailure } from './errors.ts';
import { oneLine } from './reason.ts';
import type { HealthStatus, Measurement } from './types.ts';

const STATUSES: ReadonlySet<unknown> = new Set<HealthStatus>(['pass', 'warn', 'fail']);

/**
 * The measurement in a value, copied and cut to what fits a report; undefined when it is any other value.
 * @throws {CheckFailure} When its status is none, which must not pass for a pass.
 */
export function measurementOf(value: unknown): Measurement | undefined {
  const { observedValue, observedUnit, status = 'pass', output } = Object(value) as Partial<Measurement>;
  if (typeof observedValue !== 'number' || typeof observedUnit !== 'string') return undefined;
  if (!STATUSES.has(status)) throw new CheckFailure('reported no status that there is');
  const measured = { observedValue, observedUnit: oneLine(observedUnit), status };
  return output === undefined ? measured : { ...measured, output: oneLine(output) };
}
