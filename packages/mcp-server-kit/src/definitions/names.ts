// What a definition may be called.
import { DefinitionError } from '../errors.ts';

const NAME = /^[A-Za-z0-9_.-]{1,128}$/;

/**
 * Refuses a name that clients could not carry: the MCP specification (2025-11-25, tools) allows 1 to 128 of
 * `A-Z a-z 0-9 _ - .`.
 */
export function checkName(kind: 'tool' | 'prompt' | 'resource' | 'server', name: unknown): string {
  if (typeof name !== 'string' || !NAME.test(name)) {
    const shown = typeof name === 'string' ? JSON.stringify(name.slice(0, 140)) : typeof name;
    throw new DefinitionError(
      `Expected the ${kind} name to be 1 to 128 letters, digits, "_", "-" or ".", got ${shown}`,
    );
  }
  return name;
}

/** Refuses two definitions of one kind with one name (or one URI). */
export function checkUnique(kind: string, names: readonly string[]): void {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) throw new DefinitionError(`The ${kind} ${JSON.stringify(name)} is defined twice`);
    seen.add(name);
  }
}

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
const MAX_TIMER_MS = 2_147_483_647;

/** Refuses a time in milliseconds that no timer can wait; `undefined` passes. */
export function checkDuration(option: string, value: number | undefined): void {
  checkPositiveInteger(option, value);
  if (value !== undefined && value > MAX_TIMER_MS) {
    throw new DefinitionError(`Expected \`${option}\` to be at most ${MAX_TIMER_MS}, got ${value}`);
  }
}
