// The limits of a sanitizer, checked once.
import { SanitizerOptionError } from '../errors.ts';
import type { SanitizerLimits } from '../types.ts';

const DEFAULTS: Required<SanitizerLimits> = {
  maxDepth: 100_000,
  maxStringChars: 10_000_000,
  maxNodes: 1_000_000,
  maxMs: 5_000,
};

/** The given limits over the defaults. Throws for anything but positive integers. */
export function resolveLimits(limits: SanitizerLimits = {}): Required<SanitizerLimits> {
  const resolved = { ...DEFAULTS };
  for (const name of Object.keys(DEFAULTS) as (keyof SanitizerLimits)[])
    resolved[name] = positiveInteger(`limits.${name}`, limits[name] ?? DEFAULTS[name]);
  return resolved;
}

/** The value, or an error that names the option. */
export function positiveInteger(name: string, value: number): number {
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw new SanitizerOptionError(`Expected \`${name}\` to be a positive integer, got ${String(value)}`);
}
