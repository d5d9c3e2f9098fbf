// Whether something listens.
import { connect } from 'node:net';
import { checkInteger } from '../options.ts';
import type { CheckSettings, HealthCheck } from '../types.ts';

/** Options of `createTcpCheck`. */
export interface TcpCheckOptions extends CheckSettings {
  host: string;
  port: number;
}

/**
 * Makes a check that connects to `host` and `port` and hangs up. Its name is `tcp` unless `name` says otherwise.
 * @throws {HealthOptionError} When the port is out of range.
 */
export function createTcpCheck({ host, port, ...settings }: TcpCheckOptions): HealthCheck {
  checkInteger('`port`', port, 1, 65_535);
  const check = (signal: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      const socket = connect({ host, port });
      signal.addEventListener('abort', () => socket.destroy(signal.reason as Error), { once: true });
      socket.once('connect', () => {
        socket.destroy();
        resolve();
      });
      socket.once('error', reject);
    });
  return { name: 'tcp', check, ...settings };
}
