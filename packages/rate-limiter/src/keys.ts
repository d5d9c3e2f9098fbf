// Which key of a call each policy counts.
import { show } from './check.ts';
import { RateLimiterError } from './errors.ts';
import type { Policy } from './policies/policy.ts';
import type { Keys } from './types.ts';

/** The `per` of a policy that counts every call together. */
const ALL = 'all';
/** The `per` that a key given as a string stands for. */
const ONLY = 'key';

export interface KeyReader {
  /** The different `per`s of the policies. */
  readonly pers: readonly string[];
  /** For each policy the index of its `per`. */
  readonly perOf: readonly number[];
  /**
   * Writes the key of each of `pers` to `into`.
   * @throws {RateLimiterError} `ERR_KEY` for a key that is missing, empty, too long or no string.
   */
  read(keys: Keys, into: string[]): void;
}

export function createKeyReader(policies: readonly Policy[], maxKeyChars: number): KeyReader {
  const pers = [...new Set(policies.map(({ per }) => per))];

  const check = (per: string, key: unknown): string => {
    if (typeof key === 'string' && key.length > 0 && key.length <= maxKeyChars) return key;
    const got = typeof key === 'string' ? `${key.length} characters` : show(key);
    throw new RateLimiterError(
      'ERR_KEY',
      `Expected the key \`${per}\` to be a string of 1 to ${maxKeyChars} characters, got ${got}`,
    );
  };

  return {
    pers,
    perOf: policies.map(({ per }) => pers.indexOf(per)),
    read(keys, into) {
      for (let index = 0; index < pers.length; index++) {
        const per = pers[index] ?? ONLY;
        if (per === ALL) into[index] = ALL;
        else if (typeof keys === 'string') into[index] = check(per, per === ONLY ? keys : undefined);
        else into[index] = check(per, ownEntry(keys, per));
      }
    },
  };
}

function ownEntry(keys: unknown, per: string): unknown {
  return typeof keys === 'object' && keys !== null && Object.hasOwn(keys, per)
    ? (keys as Record<string, unknown>)[per]
    : undefined;
}
