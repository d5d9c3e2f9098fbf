// The options of a health object, checked once.
import { HealthOptionError } from './errors.ts';
import type { HealthCheck } from './types.ts';

const NAME = /^[A-Za-z0-9._-]{1,64}$/;
const DEFAULT_TIMEOUT_MS = 1000;
/** A longer one would overflow in setTimeout and fire at once. */
const MAX_TIMEOUT_MS = 2_147_483_647;

/** The checks with their defaults filled in. */
export function resolveChecks(checks: readonly HealthCheck[] = []): Required<HealthCheck>[] {
  if (!Array.isArray(checks)) throw new HealthOptionError('Expected `checks` to be an array');
  const names = new Set<string>();
  return (checks as readonly HealthCheck[]).map(
    ({ name, check, critical = true, timeoutMs = DEFAULT_TIMEOUT_MS }) => {
      if (typeof name !== 'string' || !NAME.test(name)) {
        throw new HealthOptionError('Expected `name` to be 1 to 64 letters, digits or any of . _ -');
      }
      if (names.has(name))
        throw new HealthOptionError(`Expected \`checks\` to have different names, got "${name}" twice`);
      names.add(name);
      if (typeof check !== 'function')
        throw new HealthOptionError(`Expected \`check\` of "${name}" to be a function`);
      if (!Number.isInteger(timeoutMs) || timeoutMs < 1 || timeoutMs > MAX_TIMEOUT_MS) {
        throw new HealthOptionError(
          `Expected \`timeoutMs\` of "${name}" to be an integer from 1 to ${MAX_TIMEOUT_MS}, got ${String(timeoutMs)}`,
        );
      }
      return { name, check, critical, timeoutMs };
    },
  );
}
