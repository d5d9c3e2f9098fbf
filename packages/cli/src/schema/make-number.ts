// Makes a number within minimum, maximum and multipleOf.
import type { Json } from '../session/session.ts';

/** Makes a number for a `number` or `integer` schema: the smallest allowed that is not below 1, if there is one. */
export function makeNumber(schema: Json): number {
  const bound = (key: string) => (typeof schema[key] === 'number' ? (schema[key] as number) : undefined);
  const whole = schema.type === 'integer';
  const step = bound('multipleOf') ?? (whole ? 1 : undefined);
  const minimum = bound('minimum') ?? Number.NEGATIVE_INFINITY;
  const maximum = bound('maximum') ?? Number.POSITIVE_INFINITY;
  const above = bound('exclusiveMinimum') ?? Number.NEGATIVE_INFINITY;
  const below = bound('exclusiveMaximum') ?? Number.POSITIVE_INFINITY;
  const allowed = (n: number) => n >= minimum && n <= maximum && n > above && n < below;
  const low = Math.max(minimum, above);
  const high = Math.min(maximum, below);
  const candidates = [1, low, low + 1, high, high - 1, 0, (low + high) / 2].filter(Number.isFinite);
  for (const candidate of candidates) {
    if (step === undefined || step <= 0) {
      if (allowed(candidate)) return candidate;
      continue;
    }
    for (const rounded of [Math.ceil(candidate / step) * step, Math.floor(candidate / step) * step])
      if (allowed(rounded)) return rounded;
  }
  return 1;
}
