// Checks of what a call brings along, besides its keys.
import { optionError, show } from './check.ts';
import { RateLimiterError } from './errors.ts';
import type { Policy } from './policies/policy.ts';
import type { DecideOptions } from './types.ts';

/** What a call costs. */
export function costOf(options: DecideOptions | undefined): number {
  return options?.cost === undefined ? 1 : checkCost('cost', options.cost);
}

/** Units, if they are a positive integer. */
export function checkCost(name: string, units: number): number {
  if (Number.isSafeInteger(units) && units > 0) return units;
  throw new RateLimiterError('ERR_COST', `Expected \`${name}\` to be a positive integer, got ${show(units)}`);
}

/** @throws {RateLimiterError} `ERR_USE` for a decision without an end where running calls are counted. */
export function checkUse(hasLeases: boolean): void {
  if (!hasLeases) return;
  throw new RateLimiterError(
    'ERR_USE',
    'Expected acquire() instead of decide(): a policy counts calls that run',
  );
}

/** @throws {RateLimiterError} `ERR_OPTION` for a name that no policy has. */
export function checkPolicyName(policies: readonly Policy[], name: string | undefined): void {
  if (name === undefined || policies.some((policy) => policy.name === name)) return;
  throw optionError(`Expected \`policy\` to be the name of a policy, got ${show(name)}`);
}
