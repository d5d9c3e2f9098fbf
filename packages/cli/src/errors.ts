// The errors that the package throws. A defect of the server under test is a finding, never a throw.

/** The target or an option is wrong. The command exits with 2. */
export class UsageError extends Error {
  /** Stable code. */
  readonly code = 'ERR_USAGE';
  override readonly name = 'UsageError';
}
