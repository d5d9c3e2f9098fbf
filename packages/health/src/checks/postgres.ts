// Whether PostgreSQL answers.
import { HealthOptionError } from '../errors.ts';
import type { CheckSettings, HealthCheck } from '../types.ts';

/** Options of `createPostgresCheck`. */
export interface PostgresCheckOptions extends CheckSettings {
  /** The program's own pool or client of `pg`: a pool without a free connection is a failure too. */
  pool: { query(text: string): Promise<unknown> };
}

/**
 * Makes a check that sends SELECT 1. Its name is `postgres` unless `name` says otherwise.
 * @throws {HealthOptionError} When the pool has no `query`.
 */
export function createPostgresCheck({ pool, ...settings }: PostgresCheckOptions): HealthCheck {
  if (typeof pool?.query !== 'function') {
    throw new HealthOptionError('Expected `pool` to have a function `query`');
  }
  return {
    name: 'postgres',
    check: async () => {
      await pool.query('SELECT 1');
    },
    ...settings,
  };
}
