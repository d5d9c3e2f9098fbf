// URIs with `{variables}`: the simple form of RFC 6570 (level 1), matched in linear time.
import { DefinitionError } from '../errors.ts';

/** The longest URI that is read or subscribed to, in characters; a longer one is refused. */
export const MAX_URI_CHARS = 8192;

const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]{0,63}$/;

/** A parsed template. */
export interface UriTemplate {
  readonly variables: readonly string[];
  /** The variables' values, percent-decoded, or `undefined` when `uri` is not of this form. */
  match(uri: string): Record<string, string> | undefined;
}

/**
 * Parses a template such as `resource://documents/{doc_id}`. A variable matches one or more characters other
 * than `/`, `?` and `#`, as the simple expansion of RFC 6570 produces.
 *
 * @throws {DefinitionError} for operators (`{+path}`), unbalanced braces, repeated or adjacent variables.
 */
export function parseUriTemplate(template: string): UriTemplate {
  const literals: string[] = [];
  const variables: string[] = [];
  let rest = template;
  for (;;) {
    const open = rest.indexOf('{');
    if (open === -1) break;
    const close = rest.indexOf('}', open);
    const variable = rest.slice(open + 1, close === -1 ? undefined : close);
    if (close === -1 || !VARIABLE.test(variable)) {
      throw new DefinitionError(
        `The URI template ${JSON.stringify(template)} is not understood at "{${variable}": use {name} only`,
      );
    }
    if (variables.includes(variable)) {
      throw new DefinitionError(`The URI template ${JSON.stringify(template)} uses {${variable}} twice`);
    }
    if (variables.length > 0 && open === 0) {
      throw new DefinitionError(
        `The URI template ${JSON.stringify(template)} has two variables side by side`,
      );
    }
    literals.push(literalOf(rest.slice(0, open), template));
    variables.push(variable);
    rest = rest.slice(close + 1);
  }
  literals.push(literalOf(rest, template));
  return Object.freeze({
    variables: Object.freeze(variables),
    match: (uri: string) => match(uri, literals, variables),
  });
}

function literalOf(literal: string, template: string): string {
  if (!literal.includes('}')) return literal;
  throw new DefinitionError(`The URI template ${JSON.stringify(template)} has an unmatched "}"`);
}

function match(
  uri: string,
  literals: readonly string[],
  variables: readonly string[],
): Record<string, string> | undefined {
  const [prefix = '', ...following] = literals;
  if (uri.length > MAX_URI_CHARS || !uri.startsWith(prefix)) return undefined;
  const values: Record<string, string> = Object.create(null);
  let at = prefix.length;
  for (const [index, variable] of variables.entries()) {
    const literal = following[index] ?? '';
    const isLast = index === variables.length - 1;
    // The last literal is an end of the string; one between two variables is the first that follows.
    const end =
      literal === '' ? uri.length : isLast ? uri.length - literal.length : uri.indexOf(literal, at + 1);
    if (end <= at || !uri.startsWith(literal, end)) return undefined;
    const raw = uri.slice(at, end);
    if (/[/?#]/.test(raw)) return undefined;
    try {
      values[variable] = decodeURIComponent(raw);
    } catch {
      return undefined;
    }
    at = end + literal.length;
  }
  return at === uri.length ? values : undefined;
}
