// What kind of thing each option has to be: without types, a wrong one would fail later, and in other words.
import { DefinitionError } from './errors.ts';
import type { HttpHandlerOptions } from './http.ts';
import type { RuntimeOptions } from './runtime/options.ts';

/** @throws {DefinitionError} for an option of every transport that is not what it has to be. */
export function checkRuntimeShapes(options: RuntimeOptions): void {
  const { sanitizer, rateLimit, telemetry, audit, cache } = options;
  expect(has(sanitizer, 'redact', 'sanitize'), 'sanitizer', 'to come from createSanitizer()');
  expect(rateLimit === false || has(rateLimit), 'rateLimit', 'to be { limit, windowMs } or false');
  expect(has(cache), 'cache', 'to be { maxEntries, maxChars }');
  expect(has(telemetry, 'startServerSpan'), 'telemetry', 'to come from startTracing()');
  expect(
    audit === undefined || audit === false || typeof audit === 'function',
    'audit',
    'to be a function or false',
  );
}

/** @throws {DefinitionError} for an option of HTTP that is not what it has to be. */
export function checkHttpShapes(options: HttpHandlerOptions): void {
  const { host, path, health, shedder, sessions, auth, legacySse } = options;
  for (const [name, value] of Object.entries({ host, path })) {
    expect(value === undefined || (typeof value === 'string' && value !== ''), name, 'to be a string');
  }
  for (const name of ['allowedHosts', 'allowedOrigins', 'trustedProxies'] as const) {
    const list: unknown = options[name];
    const isList = Array.isArray(list) && list.every((entry) => typeof entry === 'string');
    expect(list === undefined || isList, name, 'to be a list of strings');
  }
  expect(has(health, 'handle'), 'health', 'to come from createHealth()');
  expect(has(shedder, 'admit', 'retryAfter'), 'shedder', 'to come from createLoadShedder()');
  expect(has(auth, 'verify'), 'auth', 'to come from createJwtAuth(), or to have `verify`');
  expect(sessions === false || has(sessions), 'sessions', 'to be an object or false');
  expect(legacySse === undefined || typeof legacySse === 'boolean', 'legacySse', 'to be true or false');
}

/** Whether `value` is not given, or an object with these methods. */
function has(value: unknown, ...methods: readonly string[]): boolean {
  if (value === undefined) return true;
  if (value === null || typeof value !== 'object') return false;
  return methods.every((method) => typeof (value as Record<string, unknown>)[method] === 'function');
}

function expect(holds: boolean, option: string, what: string): void {
  if (!holds) throw new DefinitionError(`Expected \`${option}\` ${what}`);
}
