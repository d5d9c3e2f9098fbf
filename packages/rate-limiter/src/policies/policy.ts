// What every policy has: a name, whose calls it counts, and whether it refuses or only watches.
import { optionError, positiveInteger, show } from '../check.ts';

/** Denies a key for a while once it has been refused too often. */
export interface DenyAfter {
  /**
   * So many refusals of a key in a row: with no call let through in between, and none more than a window of the policy
   * after the one before. A positive integer.
   */
  readonly refusals: number;
  /** How long every call of the key is refused from then on, in milliseconds: a positive integer up to 366 days. */
  readonly denyMs: number;
}

/** Options that every policy takes. */
export interface PolicyOptions {
  /** Says in decisions and metrics which policy it is: 1 to 128 letters, digits or `. _ : / -`. Default: made of the numbers. */
  name?: string | undefined;
  /**
   * Which key of a call is counted. `key` (default): the one that is given as a string, or the entry `key`. Another
   * name, such as `tenant`: that entry of the keys. `all`: every call together.
   */
  per?: string | undefined;
  /** `true`: counts and reports, never refuses. Default `false`. */
  shadow?: boolean | undefined;
}

/** {@link PolicyOptions} of a policy that counts calls. */
export interface RatePolicyOptions extends PolicyOptions {
  /** Denies a key that goes on after it was refused. Default: never. */
  denyAfter?: DenyAfter | undefined;
}

/** A rule about how much one key may do: plain data, made by `slidingWindow`, `gcra` or `concurrency`. */
export interface Policy {
  readonly kind: 'sliding-window' | 'gcra' | 'concurrency';
  readonly name: string;
  readonly per: string;
  readonly shadow: boolean;
  /** The most units in any window; of `concurrency`, the most calls at a time. */
  readonly limit: number;
  /** The window, in milliseconds; of `concurrency`, how long a lease is good for. */
  readonly windowMs: number;
  /** The most units at once, which is also the largest cost that can ever pass. */
  readonly burst: number;
  /** `gcra`: units that come back each millisecond. Otherwise 0. */
  readonly ratePerMs: number;
  readonly denyAfter: DenyAfter | undefined;
}

/** Names the decision that no policy made: see `onStoreFailure`. */
export const STORE_FAILURE = 'store-failure';
/** The longest time that a policy may name: 366 days. */
export const MAX_MS = 366 * 86_400_000;
/** The largest limit: sums of units stay exact. */
export const MAX_LIMIT = 1_000_000_000_000;

/** Every policy that has been checked. */
const made = new WeakSet<Policy>();

const NAME = /^[A-Za-z0-9._:/-]{1,128}$/;

/** Checks what all policies share and freezes the result. */
export function makePolicy(
  options: RatePolicyOptions,
  own: Pick<Policy, 'kind' | 'limit' | 'windowMs' | 'burst' | 'ratePerMs'>,
): Policy {
  const per = checkName('per', options.per ?? 'key');
  const numbers = own.kind === 'concurrency' ? `${own.limit}-at-once` : `${own.limit}-per-${own.windowMs}ms`;
  const name = checkName('name', options.name ?? (per === 'key' ? numbers : `${per}:${numbers}`));
  if (name === STORE_FAILURE) throw optionError(`Expected \`name\` to be another than "${STORE_FAILURE}"`);
  const { shadow = false, denyAfter } = options;
  if (typeof shadow !== 'boolean') {
    throw optionError(`Expected \`shadow\` to be true or false, got ${show(shadow)}`);
  }
  const policy = Object.freeze({
    ...own,
    name,
    per,
    shadow,
    denyAfter: denyAfter && checkDenyAfter(denyAfter),
  });
  made.add(policy);
  return policy;
}

/** The policies, if there is one or more, all are from {@link makePolicy}, and no two have the same name. */
export function checkPolicies(policies: readonly Policy[]): readonly Policy[] {
  if (!Array.isArray(policies) || policies.length === 0) {
    throw optionError('Expected `policies` to hold one policy or more');
  }
  const names = new Set<string>();
  for (const policy of policies as readonly Policy[]) {
    if (!made.has(policy)) {
      throw optionError('Expected each of `policies` to come from slidingWindow(), gcra() or concurrency()');
    }
    if (names.has(policy.name)) {
      throw optionError(`Expected \`policies\` to have different names, got "${policy.name}" twice`);
    }
    names.add(policy.name);
  }
  return Object.freeze([...policies]);
}

function checkDenyAfter({ refusals, denyMs }: DenyAfter): DenyAfter {
  return Object.freeze({
    refusals: positiveInteger('denyAfter.refusals', refusals, MAX_LIMIT),
    denyMs: positiveInteger('denyAfter.denyMs', denyMs, MAX_MS),
  });
}

function checkName(option: string, name: string): string {
  if (typeof name === 'string' && NAME.test(name)) return name;
  throw optionError(
    `Expected \`${option}\` to be 1 to 128 letters, digits or any of . _ : / -, got ${show(name)}`,
  );
}
