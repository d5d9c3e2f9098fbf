// Rules about a spawned server's pipes. They do not run for a URL.

export const STDIO_RULES = [
  {
    id: 'stdio/stdout-noise',
    severity: 'error',
    title: 'Something on stdout is not a JSON-RPC line',
    mend: 'Write logs to stderr: stdout belongs to the protocol.',
  },
  {
    id: 'stdio/no-exit',
    severity: 'error',
    title: 'The process does not exit soon after its stdin closes',
    mend: 'End the process when stdin ends: close timers, sockets and pools.',
  },
] as const;
