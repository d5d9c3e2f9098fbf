// Whether Redis or Valkey answers.
import { HealthOptionError } from '../errors.ts';
import type { CheckSettings, HealthCheck } from '../types.ts';

/** Options of `createRedisCheck`. */
export interface RedisCheckOptions extends CheckSettings {
  /** The program's own client, of `redis` or `ioredis`: what it cannot reach, the program cannot either. */
  client: { ping(): Promise<unknown> };
}

/**
 * Makes a check that sends PING. Its name is `redis` unless `name` says otherwise.
 * @throws {HealthOptionError} When the client has no `ping`.
 */
export function createRedisCheck({ client, ...settings }: RedisCheckOptions): HealthCheck {
  if (typeof client?.ping !== 'function') {
    throw new HealthOptionError('Expected `client` to have a function `ping`');
  }
  return {
    name: 'redis',
    check: async () => {
      await client.ping();
    },
    ...settings,
  };
}
