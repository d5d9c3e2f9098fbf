// The failures that end the program with a sentence instead of a stack.

/** Why the server could not start; a stable word for tests and scripts. */
export type StartErrorCode =
  | 'port_in_use'
  | 'port_not_allowed'
  | 'host_not_found'
  | 'old_node'
  | 'bad_database'
  | 'foreign_database'
  | 'newer_database'
  | 'unreadable_folder'
  | 'unwritable_audit_log';

/** A failure at the start whose message says what to do; the program prints it and exits with code 1. */
export class StartError extends Error {
  override readonly name = 'StartError';
  /** The stable word for the kind of failure. */
  readonly code: StartErrorCode;

  /**
   * @param code - The kind of failure.
   * @param message - What is wrong and what the person at the terminal can do.
   * @param options - `cause` is kept for a debugger, and not printed.
   */
  constructor(code: StartErrorCode, message: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.code = code;
  }
}

/** The `code` of a system or SQLite error, or an empty string. */
export function codeOf(error: unknown): string {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  return typeof code === 'string' ? code : '';
}
