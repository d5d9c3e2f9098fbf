// One question to the store: measured, with a deadline, and none at all while the breaker is open.
import { optionError, positiveInteger, show } from '../check.ts';
import type { Settings } from '../settings.ts';
import { tell } from '../tell.ts';
import type { StoreFailureMode } from '../types.ts';
import { Breaker } from './breaker.ts';
import { StoreTimeout, withDeadline } from './deadline.ts';
import type { Store, StoreCommand } from './store.ts';

/** Options of `createRateLimiter` that go with a store. */
export interface StoreOptions {
  /** Where the numbers are, from `createRedisStore` of `@portcullis/rate-limiter/redis`. */
  store: Store;
  /**
   * What happens while the store does not answer. `local` (default): this process limits alone, each policy divided by
   * `replicas`. `allow`: everything goes on. `deny`: nothing does.
   */
  onStoreFailure?: StoreFailureMode;
  /** Processes that share the store. Default 1. */
  replicas?: number;
  /** How long an answer may take, in milliseconds: at most 60,000. Default 50. */
  storeTimeoutMs?: number;
  /** Failures in a row after which the store is not asked any more. Default 3. */
  breakAfter?: number;
  /** How often it is tried then, in milliseconds: at most 60,000. Default 250. */
  probeMs?: number;
}

/** {@link StoreOptions} with every default filled in. */
export type StoreSettings = Required<StoreOptions>;

const MAX_WAIT_MS = 60_000;

/** @throws {RateLimiterError} `ERR_OPTION` for an option that is out of range. */
export function checkStoreSettings(options: StoreOptions): StoreSettings {
  const { store, onStoreFailure = 'local' } = options;
  if (typeof store?.open !== 'function') {
    throw optionError(`Expected \`store\` to come from createRedisStore(), got ${show(store)}`);
  }
  if (!['local', 'allow', 'deny'].includes(onStoreFailure)) {
    throw optionError(`Expected \`onStoreFailure\` to be local, allow or deny, got ${show(onStoreFailure)}`);
  }
  return {
    store,
    onStoreFailure,
    replicas: positiveInteger('replicas', options.replicas ?? 1, 1_000_000),
    storeTimeoutMs: positiveInteger('storeTimeoutMs', options.storeTimeoutMs ?? 50, MAX_WAIT_MS),
    breakAfter: positiveInteger('breakAfter', options.breakAfter ?? 3, 1_000_000),
    probeMs: positiveInteger('probeMs', options.probeMs ?? 250, MAX_WAIT_MS),
  };
}

/** Asks; `undefined` when there is no answer. Never rejects. */
export type AskStore = (command: StoreCommand) => Promise<readonly number[] | undefined>;

/** Opens the store for the policies. */
export function createAskStore({ policies, metrics }: Settings, options: StoreSettings): AskStore {
  const { storeTimeoutMs, breakAfter, probeMs } = options;
  const session = options.store.open(policies);
  // Not the limiter's clock, which may be a test's: these are times of this process.
  const now = (): number => performance.now();
  const breaker = new Breaker({
    breakAfter,
    probeMs,
    now,
    onChange: (isOpen, durationMs) => tell(metrics, (hook) => hook.degraded?.(isOpen, durationMs)),
  });

  // Releases that the store may not have heard of: until it does, calls that have ended count as running.
  const owed = new Set<StoreCommand>();
  function release(command: StoreCommand): void {
    session.run(command).catch(() => owed.add(command));
  }
  function releaseOwed(): void {
    for (const command of owed) {
      owed.delete(command);
      release(command);
    }
  }

  async function attempt(command: StoreCommand): Promise<readonly number[] | undefined> {
    const started = now();
    try {
      const answer = await withDeadline(session.run(command), storeTimeoutMs);
      if (command.what === 'decide' && answer.length !== 4 * policies.length) {
        throw new TypeError(`Expected ${4 * policies.length} numbers from the store, got ${answer.length}`);
      }
      breaker.succeed();
      releaseOwed();
      tell(metrics, (hook) => hook.store?.('ok', now() - started));
      return answer;
    } catch (error) {
      breaker.fail();
      const outcome = error instanceof StoreTimeout ? 'timeout' : 'error';
      tell(metrics, (hook) => hook.store?.(outcome, now() - started, error));
      if (command.what === 'release') owed.add(command);
      // It may be carried out all the same, and then nobody would end the call.
      if (command.what === 'decide' && command.lease !== '') release({ ...command, what: 'release' });
      return undefined;
    }
  }

  return async (command) => {
    if (!breaker.isOpen) return attempt(command);
    if (command.what === 'release') owed.add(command);
    if (breaker.isProbeDue()) void attempt({ ...command, what: 'probe', lease: '' });
    return undefined;
  };
}
