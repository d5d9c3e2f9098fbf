// What may be done with a finding.

/** One thing that a policy has to replace. */
export interface PolicyMatch {
  /** The type of the finding: `EMAIL`, `US_SSN`, `SECRET` … */
  readonly type: string;
  /** The name of the type inside a placeholder: `SSN` for `US_SSN`. */
  readonly label: string;
  /** The text that was found; '' when a whole object or array stands under a sensitive key. */
  readonly text: string;
  /** The value that was found: `text`, or the number, object or array that stood under a sensitive key. */
  readonly value: unknown;
  /** Whether the name of the value told, rather than the value itself. */
  readonly byKey: boolean;
}

/** A policy of one's own, or one made by `keepLast`, `hmacToken` or `pseudonym`: gives the text to put in place. */
export type Replace = (match: PolicyMatch) => string;

/**
 * What happens to a finding:
 * - `placeholder`: `[EMAIL]`, `[SSN]`, `[CREDIT_CARD]` …; `[REDACTED]` for secrets and for values of sensitive keys;
 * - `drop`: a member whose key is sensitive is left out; in a text `[]` stays, so that what stood on either side does not join;
 * - `block`: throws `PiiBlockedError`;
 * - a function: see `Replace`.
 */
export type Policy = 'placeholder' | 'drop' | 'block' | Replace;

/** Policies by type. */
export interface TypePolicies {
  /** For every type that has no policy of its own. */
  all?: Policy;
  /** By type, such as `{ EMAIL: 'drop' }`. `BINARY` is for typed arrays and buffers, which are left alone without it. */
  types?: Readonly<Record<string, Policy>>;
}

/** The places that data flows to, as Portcullis names them. Any other name is allowed. */
export type SinkName =
  | 'log'
  | 'trace'
  | 'tool_result'
  | 'resource'
  | 'prompt'
  | 'error'
  | 'cache'
  | 'audit'
  | (string & {});

/** Policies by type and by sink. The closest one counts: the sink's type, the sink's `all`, the type, `all`, placeholder. */
export interface Policies extends TypePolicies {
  /** By sink, for a sanitizer from `sanitizer.for(sink)`. */
  sinks?: Readonly<Record<string, TypePolicies>>;
}
