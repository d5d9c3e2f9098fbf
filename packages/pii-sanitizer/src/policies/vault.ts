// Numbered pseudonyms, and the vault that knows what stands behind them.
import { SanitizerOptionError } from '../errors.ts';
import { positiveInteger } from '../values/limits.ts';
import { restoreValue } from '../values/restore.ts';
import { placeholderOf } from './placeholders.ts';
import type { PolicyMatch, Replace } from './policy.ts';

/** Options of `createVault`. */
export interface VaultOptions {
  /** Most values that are kept. When it is full, new values get a plain placeholder that cannot be restored. Default 10,000. */
  maxEntries?: number;
}

/** Values behind pseudonyms. Who holds it can restore them: keep one for each conversation, and away from the model. */
export interface Vault {
  /** How many values are kept. */
  readonly size: number;
  /**
   * Puts real values back, at any depth, in keys and in JSON inside strings. A text that is one pseudonym and nothing else
   * becomes the value itself, such as a number.
   * @param value Any value; it is not changed.
   * @returns The same reference when it held no pseudonym of this vault.
   */
  restore<T>(value: T): T;
  /** Forgets everything. Numbers go on, so that no pseudonym ever means two things. */
  clear(): void;
  /** The pseudonym of a value; used by the policy. */
  tokenFor(match: PolicyMatch): string;
}

/**
 * Makes an empty vault for the policy `pseudonym`.
 * @throws {SanitizerOptionError} When `maxEntries` is not a positive integer.
 */
export function createVault(options: VaultOptions = {}): Vault {
  const maxEntries = positiveInteger('maxEntries', options.maxEntries ?? 10_000);
  const tokens = new Map<string, Map<unknown, string>>();
  const values = new Map<string, unknown>();
  const counts = new Map<string, number>();
  return {
    get size() {
      return values.size;
    },
    restore: (value) => (values.size === 0 ? value : restoreValue(value, values)),
    clear() {
      tokens.clear();
      values.clear();
    },
    tokenFor({ type, label, value }) {
      let known = tokens.get(label);
      const token = known?.get(value);
      if (token !== undefined) return token;
      if (values.size >= maxEntries) return placeholderOf(type);
      const count = (counts.get(label) ?? 0) + 1;
      const fresh = `[${label}_${count}]`;
      if (known === undefined) {
        known = new Map();
        tokens.set(label, known);
      }
      known.set(value, fresh);
      values.set(fresh, value);
      counts.set(label, count);
      return fresh;
    },
  };
}

/**
 * A policy that puts `[EMAIL_1]`, `[EMAIL_2]` … in place, the same for the same value, and keeps the values in a vault.
 * @param vault From `createVault`.
 * @throws {SanitizerOptionError} When it is not a vault.
 */
export function pseudonym(vault: Vault): Replace {
  if (typeof vault?.tokenFor !== 'function') {
    throw new SanitizerOptionError('Expected `vault` to come from `createVault`');
  }
  return (match) => vault.tokenFor(match);
}
