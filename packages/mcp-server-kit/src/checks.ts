// What the numbers among the options may be.
import { DefinitionError } from './errors.ts';

/** Refuses an option that is not a positive whole number; `undefined` passes. */
export function checkPositiveInteger(option: string, value: number | undefined): void {
  if (value !== undefined && (!Number.isSafeInteger(value) || value < 1)) {
    throw new DefinitionError(`Expected \`${option}\` to be a positive integer, got ${String(value)}`);
  }
}

/** Refuses a limit unless both of its numbers are positive whole ones; no limit at all passes. */
export function checkLimit(
  name: (part: string) => string,
  limit: { limit: number; windowMs: number } | undefined,
): void {
  if (limit === undefined) return;
  for (const part of ['limit', 'windowMs'] as const) {
    // NaN stands for a number that is not there.
    checkPositiveInteger(name(part), limit[part] ?? Number.NaN);
  }
}

/** The longest time that a timer of Node can wait, in milliseconds; a longer one would fire at once. */
export const MAX_TIMER_MS = 2_147_483_647;

/** Refuses a time in milliseconds that no timer can wait; `undefined` passes. */
export function checkDuration(option: string, value: number | undefined): void {
  checkPositiveInteger(option, value);
  if (value !== undefined && value > MAX_TIMER_MS) {
    throw new DefinitionError(`Expected \`${option}\` to be at most ${MAX_TIMER_MS}, got ${value}`);
  }
}

/** Refuses a port that nothing can listen on; `undefined` passes. */
export function checkPort(option: string, value: number | undefined): void {
  if (value !== undefined && !(Number.isInteger(value) && value >= 0 && value <= 65_535)) {
    throw new DefinitionError(
      `Expected \`${option}\` to be an integer from 0 to 65535, got ${String(value)}`,
    );
  }
}
