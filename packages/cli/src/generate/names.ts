// What may be generated under which name, and what else is made of the name.
import { UsageError } from '../errors.ts';
import { safeText } from '../output/safe-text.ts';

/** What can be generated. */
export const KINDS = ['server', 'tool', 'resource', 'prompt'] as const;

/** One of {@link KINDS}. */
export type Kind = (typeof KINDS)[number];

/** What a server is made of. */
export type DefinitionKind = Exclude<Kind, 'server'>;

// What the kit takes as a name, 1 to 128 of `A-Z a-z 0-9 _ - .`, as far as it can be an identifier and a file as well.
const NAME = /^[A-Za-z][A-Za-z0-9_.-]{0,127}$/;

/**
 * Checks a name.
 *
 * @throws UsageError when it cannot be the name of a definition, an identifier and a file.
 */
export function checkName(name: string): void {
  if (NAME.test(name) && !name.includes('..')) return;
  throw new UsageError(
    'Expected the name to be a letter and up to 127 more letters, digits, "_", "-" or ".", without "..", ' +
      `got "${safeText(name, 140)}"`,
  );
}

const wordsOf = (name: string) => name.split(/[_.-]+/).filter((word) => word !== '');
const capitalise = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** The constant that holds the definition: `findOrderTool` for the tool `find_order`. */
export function identifierOf(kind: DefinitionKind, name: string): string {
  const [first = '', ...others] = wordsOf(name);
  const words = first.charAt(0).toLowerCase() + first.slice(1) + others.map(capitalise).join('');
  // Else it would be called like the function that makes it, such as `defineTool`.
  return `${words === 'define' ? 'theDefine' : words}${capitalise(kind)}`;
}

/** The name for people: `Find order` for `find_order`. */
export function titleOf(name: string): string {
  return capitalise(wordsOf(name).join(' '));
}

/** The file without its ending. A `.` would make it something else: `.test.ts` is a test, `.d.ts` a declaration. */
export function fileNameOf(name: string): string {
  return name.replaceAll('.', '-');
}

// In these a client may take the id for a host and write it in small letters (WHATWG URL, special schemes).
const SPECIAL_SCHEMES = ['file', 'ftp', 'http', 'https', 'ws', 'wss'];

/** The scheme of a resource's URIs (RFC 3986, section 3.1): `stored-order` for `stored_order`. */
export function schemeOf(name: string): string {
  const scheme = name.toLowerCase().replaceAll('_', '-');
  return SPECIAL_SCHEMES.includes(scheme) ? `${scheme}-resource` : scheme;
}

/** The name in package.json, as npm wants it. */
export function packageNameOf(name: string): string {
  return name.toLowerCase();
}
