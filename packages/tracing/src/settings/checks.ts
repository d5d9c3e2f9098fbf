// Checks of single options; each throws with the option's name, what is expected and what was given.
import { TracingOptionsError } from '../errors.ts';

/** The environment, or what a test gives instead. */
export type Env = Readonly<Record<string, string | undefined>>;

/** @throws TracingOptionsError unless `holds`. `got` is repeated in the message: leave it out where it may be a secret. */
export function expectOption(holds: boolean, name: string, what: string, got?: unknown): void {
  if (holds) return;
  const suffix = got === undefined ? '' : `, got ${String(got)}`;
  throw new TracingOptionsError(`Expected \`${name}\` to be ${what}${suffix}`);
}

// Timers take no more than 31 bits; no count of ours needs more.
const MAX_COUNT = 2 ** 31 - 1;

/** Whether `value` is a positive whole number that a timer or a queue can take. */
export function isCount(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) > 0 && (value as number) <= MAX_COUNT;
}

/**
 * The option, else the first variable that can be read, else `fallback`. A variable that cannot be read is ignored, as
 * OpenTelemetry's specification wants.
 */
export function countOption(
  name: string,
  value: unknown,
  fallback: number,
  env: Env,
  variables: readonly string[],
): number {
  if (value !== undefined) {
    expectOption(isCount(value), name, 'a positive integer', value);
    return value as number;
  }
  return variables.map((variable) => Number(env[variable]?.trim() || Number.NaN)).find(isCount) ?? fallback;
}

/** Checks that options which must be true or false are. */
export function expectBooleans(options: Readonly<Record<string, unknown>>, prefix = ''): void {
  for (const [name, value] of Object.entries(options)) {
    expectOption(value === undefined || typeof value === 'boolean', prefix + name, 'true or false', value);
  }
}
