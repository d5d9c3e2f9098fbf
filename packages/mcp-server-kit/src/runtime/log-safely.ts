// A log call that never throws: who logs is in the middle of something else, and often it is a failure already.

type Fields = Record<string, unknown>;

/**
 * Calls `write` with what was given. What cannot be logged (a getter that throws, a policy that blocks) is left out,
 * first of the errors in it, then everything but the plain fields, then the line.
 */
export function logSafely(given: readonly unknown[], write: (args: readonly unknown[]) => void): void {
  const attempts = [
    () => given,
    () => [mapFields(given[0], describe), ...given.slice(1).map(describe)],
    () => [mapFields(given[0], plainOnly), 'a line could not be logged'],
  ];
  for (const argsOf of attempts) {
    try {
      write(argsOf());
      return;
    } catch {
      // The next one says less.
    }
  }
}

function mapFields(first: unknown, map: (value: unknown) => unknown): unknown {
  if (first === null || typeof first !== 'object') return { msg: map(first) };
  if (first instanceof Error) return { err: map(first) };
  return Object.fromEntries(Object.keys(first).map((key) => [key, map((first as Fields)[key])]));
}

/** What can be read of a value by hand. */
function describe(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  const [name, message, stack] = ['name', 'message', 'stack'].map((part) => read(value as Fields, part));
  return { name, message, stack, note: 'not all of it could be read' };
}

function plainOnly(value: unknown): unknown {
  return value !== null && typeof value === 'object' ? undefined : value;
}

function read(value: Fields, part: string): string | undefined {
  try {
    const found = value[part];
    return typeof found === 'string' ? found : undefined;
  } catch {
    return undefined;
  }
}
