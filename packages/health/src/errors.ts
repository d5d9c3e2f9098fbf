// What the package throws: mistakes in its options, and the failures of its own checks.

/** An option is out of range. */
export class HealthOptionError extends TypeError {
  override readonly name = 'HealthOptionError';
  /** Always `ERR_OPTION`. */
  readonly code = 'ERR_OPTION';
}

/**
 * A check failed, and the message may be shown in a full report: it holds no address, credential or personal data.
 * Throw it in a check of your own when `ECONNREFUSED` or the name of the error says too little.
 */
export class CheckFailure extends Error {
  override readonly name = 'CheckFailure';
  /** Always `ERR_CHECK_FAILED`. */
  readonly code = 'ERR_CHECK_FAILED';
}
