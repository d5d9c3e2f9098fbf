// What Node refuses by itself, before a handler has seen it or after it has waited too long for the rest.
import type { Server } from 'node:http';
import type { Refusals } from './refusals.ts';

/** What Node answers by the code of an error; to any other fault of HTTP it answers 400. */
const STATUS_OF_ERROR: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** Notes such refusals of `server`. It only looks on: a listener for `clientError` would have to answer as well. */
export function watchConnections(server: Server, { noteUnread }: Pick<Refusals, 'noteUnread'>): void {
  const onError = ({ code = '' }: NodeJS.ErrnoException): void => {
    const status = STATUS_OF_ERROR[code] ?? (code.startsWith('HPE_') ? 400 : undefined);
    // A client that hangs up has refused, and not been refused.
    if (status !== undefined) noteUnread(status === 408 ? 'timed_out' : 'bad_http', status);
  };
  server.on('connection', (socket) => socket.on('error', onError));
  server.on('drop', () => noteUnread('too_many_connections'));
}
