// The checks of a health object, checked once and filled with defaults.
import { HealthOptionError } from './errors.ts';
import { checkInteger } from './options.ts';
import type { HealthCheck } from './types.ts';

const NAME = /^[A-Za-z0-9._-]{1,64}$/;

/** A check with its defaults. */
export type ResolvedCheck = Required<Omit<HealthCheck, 'intervalMs'>> & { intervalMs: number | undefined };

/** @throws {HealthOptionError} When a check cannot work. */
export function resolveChecks(checks: readonly HealthCheck[] = []): ResolvedCheck[] {
  if (!Array.isArray(checks)) throw new HealthOptionError('Expected `checks` to be an array');
  const names = new Set<string>();
  return (checks as readonly HealthCheck[]).map((given) => {
    const { name, check, critical = true, timeoutMs = 1000, cacheMs = 1000, intervalMs } = given;
    const { measurement = 'responseTime' } = given;
    if (typeof name !== 'string' || !NAME.test(name)) {
      throw new HealthOptionError('Expected `name` to be 1 to 64 letters, digits or any of . _ -');
    }
    if (names.has(name)) {
      throw new HealthOptionError(`Expected \`checks\` to have different names, got "${name}" twice`);
    }
    names.add(name);
    if (typeof check !== 'function') {
      throw new HealthOptionError(`Expected \`check\` of "${name}" to be a function`);
    }
    if (!NAME.test(measurement)) {
      throw new HealthOptionError(
        `Expected \`measurement\` of "${name}" to be 1 to 64 letters, digits or any of . _ -`,
      );
    }
    checkInteger(`\`timeoutMs\` of "${name}"`, timeoutMs, 1);
    checkInteger(`\`cacheMs\` of "${name}"`, cacheMs, 0);
    if (intervalMs !== undefined) checkInteger(`\`intervalMs\` of "${name}"`, intervalMs, 1);
    return { name, check, critical, timeoutMs, cacheMs, intervalMs, measurement };
  });
}
