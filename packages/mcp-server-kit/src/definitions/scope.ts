// Scopes of OAuth: what they may be, what asks for any, and who has them.

/** Printable ASCII but for blanks, quotes and backslashes (RFC 6749, 3.3). */
const SCOPE = /^[\x21\x23-\x5b\x5d-\x7e]{1,128}$/;

/** What may ask for scopes. */
interface Scoped {
  readonly kind: string;
  readonly name: string;
  readonly scopes: readonly string[];
}

/** The definitions of a server that ask for scopes of their own. */
export function scopedIn({
  tools,
  resources,
  prompts,
}: Readonly<Record<'tools' | 'resources' | 'prompts', readonly Scoped[]>>): readonly Scoped[] {
  return [...tools, ...resources, ...prompts].filter(({ scopes }) => scopes.length > 0);
}

/** Whether `granted` has all of what is needed; nobody has been granted anything where it is `undefined`. */
export function isGranted(needed: readonly string[], granted: readonly string[] = []): boolean {
  return needed.every((scope) => granted.includes(scope));
}

/** Whether a text may be a scope; one of more than 128 characters is none. */
export function isScope(value: unknown): boolean {
  return typeof value === 'string' && SCOPE.test(value);
}
