// What ends the command with exit code 2.

/** A wrong option. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** What went wrong, without a stack. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
