// Waits for the signals that stop the program. The second one does not wait for anything.

/** What an impatient second signal exits with: 128 and the signal's number, as shells have it. */
const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;

/**
 * Calls `stop` at the first SIGINT or SIGTERM, and ends the process at once at the second.
 * @returns a function that stops listening.
 */
export function onStopSignal(stop: (signal: 'SIGINT' | 'SIGTERM') => void): () => void {
  let isStopping = false;
  const listener = (signal: NodeJS.Signals): void => {
    const known = signal === 'SIGINT' ? 'SIGINT' : 'SIGTERM';
    if (isStopping) process.exit(EXIT_CODES[known]);
    isStopping = true;
    stop(known);
  };
  process.on('SIGINT', listener).on('SIGTERM', listener);
  return () => {
    process.off('SIGINT', listener).off('SIGTERM', listener);
  };
}
