// Checks shared by the options of this package.
import { RateLimiterError } from './errors.ts';

/** The value, if it is an integer from 1 to `max`. */
export function positiveInteger(name: string, value: number, max = Number.MAX_SAFE_INTEGER): number {
  if (!Number.isSafeInteger(value) || value < 1) {
    throw optionError(`Expected \`${name}\` to be a positive integer, got ${show(value)}`);
  }
  if (value > max) throw optionError(`Expected \`${name}\` to be at most ${max}, got ${value}`);
  return value;
}

/** The error for an option that is out of range. */
export function optionError(message: string): RateLimiterError {
  return new RateLimiterError('ERR_OPTION', message);
}

/** A value as an error message shows it: short, on one line. */
export function show(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 64));
  return typeof value === 'object' && value !== null ? 'an object' : String(value).slice(0, 64);
}
