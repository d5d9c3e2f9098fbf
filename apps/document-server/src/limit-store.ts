// The Redis that replicas count calls in. It may be away, at the start too: the server goes on and says so.
import type { Logger } from '@portcullis/mcp-server-kit';
import type { StoreOptions } from '@portcullis/rate-limiter';
import { createRedisStore } from '@portcullis/rate-limiter/redis';
import { createClient } from 'redis';

/** How often a connection is tried again, in milliseconds. */
const RETRY_MS = 250;
/** Begins every key in Redis. */
const PREFIX = 'document-server';

/** A store for the kit's `limitStore`. */
export interface LimitStore {
  readonly options: StoreOptions;
  close(): void;
}

/** Connects in the background, and again whenever the connection is lost. */
export function openLimitStore(url: string, logger: Logger): LimitStore {
  const client = createClient({
    url,
    disableOfflineQueue: true,
    socket: { reconnectStrategy: () => RETRY_MS },
  });
  let told = '';
  const tell = (err: Error): void => {
    // Each attempt fails in the same way.
    if (err.message !== told) logger.warn({ err }, 'the store of rate limits cannot be reached');
    told = err.message;
  };
  client.on('error', tell).on('ready', () => {
    told = '';
    logger.info('rate limits are shared');
  });
  client.connect().catch(tell);
  return { options: { store: createRedisStore({ client, prefix: PREFIX }) }, close: () => client.destroy() };
}
