// One address that held all connections would keep everybody else out.
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { type ClientKeyOptions, clientKey } from '@portcullis/rate-limiter';
import { Tally } from '../runtime/tally.ts';
import type { Refusals } from './refusals.ts';

/** An address of documentation (RFC 5737): who is believed when they say that they speak for it is a trusted proxy. */
const PROBE = '192.0.2.1';

/**
 * Closes the connections of `server` that are more than `max` of one address at a time. Those of trusted proxies carry
 * many clients: for them there is no such limit.
 */
export function shareConnections(
  server: Server,
  max: number,
  options: ClientKeyOptions,
  { noteUnread }: Pick<Refusals, 'noteUnread'>,
): void {
  const held = new Tally();
  server.on('connection', (socket: Socket) => {
    if (clientKey({ headers: { 'x-forwarded-for': PROBE }, socket }, options) === PROBE) return;
    const key = clientKey({ headers: {}, socket }, options);
    if (held.of(key) >= max) {
      noteUnread('too_many_connections');
      socket.destroy();
      return;
    }
    held.add(key, 1);
    socket.once('close', () => held.add(key, -1));
  });
}
