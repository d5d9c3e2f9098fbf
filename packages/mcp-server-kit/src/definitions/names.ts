// What a definition may be called.
import { DefinitionError } from '../errors.ts';

const NAME = /^[A-Za-z0-9_.-]{1,128}$/;

/**
 * Gives the name in `options`. Refuses what is no object, and a name that clients could not carry: the MCP specification
 * (2025-11-25, tools) allows 1 to 128 of `A-Z a-z 0-9 _ - .`.
 */
export function nameIn(kind: 'tool' | 'prompt' | 'resource' | 'server', options: { name: unknown }): string {
  if (options === null || typeof options !== 'object') {
    const by = `define${kind.charAt(0).toUpperCase()}${kind.slice(1)}()`;
    throw new DefinitionError(
      `Expected ${by} to be given an object, got ${options === null ? 'null' : typeof options}`,
    );
  }
  const { name } = options;
  if (typeof name !== 'string' || !NAME.test(name)) {
    const shown = typeof name === 'string' ? JSON.stringify(name.slice(0, 140)) : typeof name;
    throw new DefinitionError(
      `Expected the ${kind} name to be 1 to 128 letters, digits, "_", "-" or ".", got ${shown}`,
    );
  }
  return name;
}

/** Refuses two definitions of one kind with one name (or one URI). */
export function checkUnique(kind: string, names: readonly string[]): void {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) throw new DefinitionError(`The ${kind} ${JSON.stringify(name)} is defined twice`);
    seen.add(name);
  }
}
