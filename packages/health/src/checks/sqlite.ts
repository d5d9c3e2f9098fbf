// Whether a SQLite database can be read.
import { HealthOptionError } from '../errors.ts';
import type { CheckSettings, HealthCheck } from '../types.ts';

/** Options of `createSqliteCheck`. */
export interface SqliteCheckOptions extends CheckSettings {
  /** Of `node:sqlite` or `better-sqlite3`. */
  database: { prepare(sql: string): { get(): unknown } };
}

/**
 * Makes a check that reads the schema, and with it the first page of the file. Its name is `sqlite` unless `name` says
 * otherwise. SQLite answers at once or fails, so there is nothing to cancel.
 * @throws {HealthOptionError} When the database has no `prepare`.
 */
export function createSqliteCheck({ database, ...settings }: SqliteCheckOptions): HealthCheck {
  if (typeof database?.prepare !== 'function') {
    throw new HealthOptionError('Expected `database` to have a function `prepare`');
  }
  return {
    name: 'sqlite',
    check: () => {
      database.prepare('SELECT count(*) FROM sqlite_schema').get();
    },
    ...settings,
  };
}
