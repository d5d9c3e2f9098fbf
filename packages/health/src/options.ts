// Checks of single options. Each says what is expected and what was given.
import { HealthOptionError } from './errors.ts';

/** A longer one would overflow in setTimeout and fire at once. */
const MAX_MS = 2_147_483_647;

/** @throws {HealthOptionError} Unless `value` is an integer from `min` to `max`. */
export function checkInteger(name: string, value: number, min: number, max = MAX_MS): number {
  if (!Number.isInteger(value) || value < min || value > max) {
    throw new HealthOptionError(
      `Expected ${name} to be an integer from ${min} to ${max}, got ${String(value)}`,
    );
  }
  return value;
}

/** @throws {HealthOptionError} Unless `value` is a path without a query. */
export function checkPath(name: string, value: string): string {
  if (typeof value !== 'string' || !/^\/[^?#\s]*$/.test(value)) {
    throw new HealthOptionError(
      `Expected ${name} to be a path such as "/health", got ${JSON.stringify(value)}`,
    );
  }
  return value;
}
