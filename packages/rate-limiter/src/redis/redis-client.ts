// ioredis and node-redis as one thing that runs a script.
import { optionError } from '../check.ts';
import { SCRIPT, SCRIPT_SHA } from './script.ts';

/** What is used of a client of `ioredis`, or of its `Cluster`. */
export interface IoredisLike {
  readonly status: string;
  evalsha(sha: string, keyCount: number, ...rest: string[]): Promise<unknown>;
  eval(script: string, keyCount: number, ...rest: string[]): Promise<unknown>;
}

/** What is used of a client, cluster or sentinel of `redis` (node-redis). */
export interface NodeRedisLike {
  readonly isReady: boolean;
  evalSha(sha: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>;
  eval(script: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>;
}

/** Runs the script, which the server may have forgotten. Rejects at once while the client is not connected. */
export type RunScript = (keys: string[], args: string[]) => Promise<unknown>;

/** @throws {RateLimiterError} `ERR_OPTION` when it is neither. */
export function scriptRunner(client: IoredisLike | NodeRedisLike): RunScript {
  const { isReady, send } = adapt(client);
  return async (keys, args) => {
    // Both clients would queue the command, for as long as it takes.
    if (!isReady()) throw new Error('The Redis client is not connected');
    try {
      return await send('evalsha', SCRIPT_SHA, keys, args);
    } catch (error) {
      if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error;
      return send('eval', SCRIPT, keys, args);
    }
  };
}

type Send = (command: 'evalsha' | 'eval', script: string, keys: string[], args: string[]) => Promise<unknown>;

function adapt(client: IoredisLike | NodeRedisLike): { isReady: () => boolean; send: Send } {
  if (typeof client === 'object' && client !== null) {
    if ('evalsha' in client && typeof client.evalsha === 'function') {
      return {
        isReady: () => client.status === 'ready',
        send: (command, script, keys, args) => client[command](script, keys.length, ...keys, ...args),
      };
    }
    if ('evalSha' in client && typeof client.evalSha === 'function') {
      return {
        isReady: () => client.isReady,
        send: (command, script, keys, args) =>
          client[command === 'eval' ? 'eval' : 'evalSha'](script, { keys, arguments: args }),
      };
    }
  }
  throw optionError('Expected `client` to be a client of ioredis or of redis (node-redis)');
}
