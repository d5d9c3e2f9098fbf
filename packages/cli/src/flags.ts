// Flags that several commands have.
import { UsageError } from './errors.ts';
import type { Target } from './options.ts';

/**
 * The target of a command line: a URL, or what stands after `--`.
 *
 * @throws UsageError for both, or for neither.
 */
export function targetOf(
  url: string | undefined,
  command: readonly string[] | undefined,
  env: Record<string, string>,
): Target {
  if (url !== undefined && command !== undefined)
    throw new UsageError('Expected a URL or a command after `--`, got both');
  if (url !== undefined) return url;
  const [executable, ...args] = command ?? [];
  if (executable === undefined) throw new UsageError('Expected a URL, or a command after `--`');
  return { command: executable, args, env };
}

/** Adds one `--header` to those before it. */
export function addHeader(text: string, known: Record<string, string>): Record<string, string> {
  const colon = text.indexOf(':');
  if (colon < 1) throw new UsageError('Expected `--header` to look like "name: value"');
  return { ...known, [text.slice(0, colon).trim()]: text.slice(colon + 1).trim() };
}

/** Adds one `--env` to those before it. */
export function addVariable(text: string, known: Record<string, string>): Record<string, string> {
  const equals = text.indexOf('=');
  if (equals < 1) throw new UsageError('Expected `--env` to look like "NAME=value"');
  return { ...known, [text.slice(0, equals)]: text.slice(equals + 1) };
}
