// The revision that a request names in its header.

/** The most characters of it that are kept: it stands in spans and before handlers, and anybody may write it. */
const MAX_CHARS = 32;

/** The value of `MCP-Protocol-Version`, cut short; `undefined` when there is none, or more than one. */
export function shownVersion(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' ? header.slice(0, MAX_CHARS) : undefined;
}
