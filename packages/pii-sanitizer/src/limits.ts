// The limits of a sanitizer, checked once.
import { SanitizerOptionError } from './errors.ts';
import type { SanitizerLimits } from './types.ts';

const DEFAULTS: Required<SanitizerLimits> = {
  maxDepth: 100,
  maxStringChars: 10_000_000,
  maxNodes: 1_000_000,
};

/** Deeper recursion could exhaust the stack of a small runtime. */
const MAX_DEPTH = 1000;

/** The given limits over the defaults. Throws for anything but positive integers. */
export function resolveLimits(limits: SanitizerLimits = {}): Required<SanitizerLimits> {
  const maxDepth = limits.maxDepth ?? DEFAULTS.maxDepth;
  if (!Number.isInteger(maxDepth) || maxDepth < 1 || maxDepth > MAX_DEPTH) {
    throw new SanitizerOptionError(
      `Expected \`limits.maxDepth\` to be an integer from 1 to ${MAX_DEPTH}, got ${String(maxDepth)}`,
    );
  }
  return {
    maxDepth,
    maxStringChars: positive('maxStringChars', limits.maxStringChars ?? DEFAULTS.maxStringChars),
    maxNodes: positive('maxNodes', limits.maxNodes ?? DEFAULTS.maxNodes),
  };
}

function positive(name: string, value: number): number {
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw new SanitizerOptionError(
    `Expected \`limits.${name}\` to be a positive integer, got ${String(value)}`,
  );
}
