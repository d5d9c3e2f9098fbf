// How long the result of a definition may be sent again, and to whom.
import { checkPositiveInteger } from '../checks.ts';
import { DefinitionError } from '../errors.ts';

/** What a definition says of its results. Those that say nothing are never kept. */
export interface CachePolicy {
  /** How long a result may be sent again, in milliseconds. */
  ttlMs: number;
  /**
   * Who may get it: `private`, the client alone that asked for it, in its session; `public`, every client. As `cacheScope`
   * of MCP 2026-07-28. Default: `private`.
   */
  scope?: 'public' | 'private';
}

/** A {@link CachePolicy} with its default filled in. */
export type ResolvedCachePolicy = Readonly<Required<CachePolicy>>;

/**
 * A frozen copy of `cache`; `undefined` where there is none.
 * @param what - Names the definition in errors, for example `tool "search"`.
 * @throws {DefinitionError} for what is no policy.
 */
export function cachePolicyOf(
  what: string,
  { cache, scopes = [] }: { cache?: CachePolicy; scopes?: readonly string[] },
): ResolvedCachePolicy | undefined {
  if (cache === undefined) return undefined;
  if (cache === null || typeof cache !== 'object') {
    throw new DefinitionError(`Expected \`cache\` of ${what} to be { ttlMs, scope }`);
  }
  const { ttlMs, scope = 'private' } = cache;
  // NaN stands for a number that is not there.
  checkPositiveInteger(`cache.ttlMs of ${what}`, ttlMs ?? Number.NaN);
  if (scope !== 'public' && scope !== 'private') {
    throw new DefinitionError(
      `Expected \`cache.scope of ${what}\` to be "public" or "private", got ${JSON.stringify(scope)}`,
    );
  }
  // What is public may be kept on its way, and given to whoever asks there.
  if (scope === 'public' && scopes.length > 0) {
    throw new DefinitionError(`Expected \`cache.scope of ${what}\` to be "private", for it asks for scopes`);
  }
  return Object.freeze({ ttlMs, scope });
}
