// What the package throws: nothing but mistakes in its options.

/** An option of `createSanitizer` is out of range. */
export class SanitizerOptionError extends TypeError {
  override readonly name = 'SanitizerOptionError';
  /** Always `ERR_OPTION`. */
  readonly code = 'ERR_OPTION';
}
