// How long the server takes at most from its SIGTERM to its end, by what its environment says.

/** The server's own defaults; check-deploy.ts holds them against `--help`. */
export const STOP_DEFAULTS = { DRAIN_DELAY_MS: 0, SHUTDOWN_GRACE_MS: 10_000 } as const;

/** How long the server may take to close what is left after its grace. */
const CLOSING_MS = 2000;

/** The longest stop, in milliseconds. */
export function stopTimeMs(env: Readonly<Record<string, string>>): number {
  const { DRAIN_DELAY_MS, SHUTDOWN_GRACE_MS } = { ...STOP_DEFAULTS, ...env };
  return Number(DRAIN_DELAY_MS) + Number(SHUTDOWN_GRACE_MS) + CLOSING_MS;
}
