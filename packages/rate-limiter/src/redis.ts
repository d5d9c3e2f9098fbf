// Limits shared through Redis or Valkey.
export type { IoredisLike, NodeRedisLike } from './redis/redis-client.ts';
export { createRedisStore, type RedisStoreOptions } from './redis/redis-store.ts';
