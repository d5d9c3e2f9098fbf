// What the limiter needs of a store.
import type { Policy } from '../policies/policy.ts';

/** One question, about all policies together. */
export interface StoreCommand {
  readonly what: 'decide' | 'penalize' | 'reward' | 'forget' | 'release' | 'probe';
  /** For each policy the key that it counts. */
  readonly keys: readonly string[];
  readonly units: number;
  /** Names a call that runs. */
  readonly lease: string;
  /** The number of the one policy that is meant, from 1; 0: all. */
  readonly only: number;
}

/** A store that knows which policies it is asked about. */
export interface StoreSession {
  /**
   * Answers `decide` with four numbers for each policy: 0 (goes on), 1 (refused) or 2 (denied); units left; milliseconds
   * to wait, -1: for ever; milliseconds until nothing is charged. Rejects, at once if it can, when it cannot answer.
   */
  run(command: StoreCommand): Promise<readonly number[]>;
}

/** Where numbers are kept that several processes share: `createRedisStore` of `@portcullis/rate-limiter/redis`. */
export interface Store {
  /** Called once, by `createRateLimiter`. */
  open(policies: readonly Policy[]): StoreSession;
}
