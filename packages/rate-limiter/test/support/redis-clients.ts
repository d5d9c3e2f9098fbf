// Both kinds of client, as the README says to make them.
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { Redis } from 'ioredis';
import { createClient } from 'redis';
import type { RedisStoreOptions } from '../../src/redis.ts';

export interface TestClient {
  readonly client: RedisStoreOptions['client'];
  close(): void;
}

/** How often a client tries to connect again, in milliseconds. */
const RETRY_MS = 250;
const ignore = () => undefined;

export const CLIENTS: readonly (readonly [string, (url: string) => Promise<TestClient>])[] = [
  [
    'ioredis',
    async (url) => {
      const client = new Redis(url, { enableOfflineQueue: false, retryStrategy: () => RETRY_MS });
      client.on('error', ignore);
      await once(client, 'ready');
      return { client, close: () => client.disconnect() };
    },
  ],
  [
    'node-redis',
    async (url) => {
      const client = createClient({
        url,
        disableOfflineQueue: true,
        socket: { reconnectStrategy: () => RETRY_MS },
      });
      client.on('error', ignore);
      await client.connect();
      return { client, close: () => client.destroy() };
    },
  ],
];

/** A prefix that no other test has. */
export const newPrefix = () => `test-${randomUUID()}`;
