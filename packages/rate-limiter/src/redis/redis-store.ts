// Limits that several processes share, in Redis or Valkey: one script call a decision.
import { hash } from 'node:crypto';
import { optionError, show } from '../check.ts';
import type { Policy } from '../policies/policy.ts';
import type { Store, StoreSession } from '../store/store.ts';
import { type IoredisLike, type NodeRedisLike, type RunScript, scriptRunner } from './redis-client.ts';

/** Options of {@link createRedisStore}. */
export interface RedisStoreOptions {
  /** A connected client of `ioredis` or `redis` (node-redis), or a cluster of either. It stays yours to close. */
  client: IoredisLike | NodeRedisLike;
  /** Begins every key: 1 to 64 letters, digits or `. _ : / -`. Limiters with the same prefix and policies share. Default `rl`. */
  prefix?: string;
  /** The time in milliseconds, from 0. Default, and when it gives no such number: the server's, which all processes share. */
  clock?: () => number;
}

const PREFIX = /^[A-Za-z0-9._:/-]{1,64}$/;

/**
 * Keeps the numbers of a limiter in Redis 6.2 or later, or Valkey. Keys are stored as digests and expire by themselves.
 * @throws {RateLimiterError} `ERR_OPTION` for an option that cannot work.
 */
export function createRedisStore(options: RedisStoreOptions): Store {
  const { prefix = 'rl', clock } = options;
  if (typeof prefix !== 'string' || !PREFIX.test(prefix)) {
    throw optionError(
      `Expected \`prefix\` to be 1 to 64 letters, digits or any of . _ : / -, got ${show(prefix)}`,
    );
  }
  if (clock !== undefined && typeof clock !== 'function') {
    throw optionError(`Expected \`clock\` to be a function, got ${show(clock)}`);
  }
  const runScript = scriptRunner(options.client);
  return { open: (policies) => openSession(policies, prefix, runScript, clock) };
}

function openSession(
  policies: readonly Policy[],
  prefix: string,
  runScript: RunScript,
  clock: (() => number) | undefined,
): StoreSession {
  // A script's keys have to be on one node of a cluster. With one kind of key that node can differ from key to key.
  const isSpread = new Set(policies.map(({ per }) => per)).size === 1;
  const numbers = policies.flatMap(argumentsOf);
  return {
    async run({ what, keys, units, lease, only }) {
      const digests = new Map<string, string>();
      for (const key of keys) if (!digests.has(key)) digests.set(key, digestOf(key));
      const startOf = (index: number): string => {
        const digest = digests.get(keys[index] ?? '');
        return isSpread ? `${prefix}:{${digest}}` : `{${prefix}}:${digest}`;
      };
      const names =
        what === 'probe'
          ? [`${startOf(0)}:probe`]
          : policies.flatMap(({ name, kind }, index) => {
              const start = startOf(index);
              // A policy that becomes one of another kind under the same name has another state.
              return [`${start}:${kind[0]}:${name}`, `${start}:denied:${name}`];
            });
      const micros = clock === undefined ? -1 : Math.floor(clock() * 1000);
      const time = Number.isSafeInteger(micros) && micros >= 0 ? String(micros) : '';
      const call = [what, String(units), lease, String(only), time];
      const answer = await runScript(names, [...call, ...numbers]);
      if (!Array.isArray(answer)) throw new TypeError('Expected the script to answer with a list');
      return answer.map(Number);
    },
  };
}

// Names and addresses stay out of Redis, and no key can break the braces. UTF-16, so that no two keys are the same.
function digestOf(key: string): string {
  return hash('sha256', Buffer.from(key, 'utf16le'), 'base64url').slice(0, 22);
}

function argumentsOf({ kind, limit, windowMs, burst, ratePerMs, shadow, denyAfter }: Policy): string[] {
  const numbers = [limit, windowMs * 1000, burst, ratePerMs, shadow ? 1 : 0];
  return [kind, ...[...numbers, denyAfter?.refusals ?? 0, (denyAfter?.denyMs ?? 0) * 1000].map(String)];
}
