// What the package throws: mistakes in its options, and what the policy 'block' refuses.

/** An option of `createSanitizer` is out of range. */
export class SanitizerOptionError extends TypeError {
  override readonly name = 'SanitizerOptionError';
  /** Always `ERR_OPTION`. */
  readonly code = 'ERR_OPTION';
}

/** A value holds personal data that the policy `block` does not let through. It says where and which, never what. */
export class PiiBlockedError extends Error {
  override readonly name = 'PiiBlockedError';
  /** Always `ERR_PII_BLOCKED`. */
  readonly code = 'ERR_PII_BLOCKED';
  /** The blocked types in the text or value that was met first. */
  readonly types: readonly string[];
  /** JSON Pointer (RFC 6901) to it; '' for a text that stands by itself. */
  readonly pointer: string;

  constructor(types: readonly string[], pointer: string) {
    super(`Blocked ${types.join(', ')} at ${pointer === '' ? 'the top' : pointer}`);
    this.types = types;
    this.pointer = pointer;
  }
}
