// Closed loop over HTTP: every connection sends its next request when the last one has been answered.
import { connect, type Socket } from 'node:net';
import type { Dialect } from '../contestants.ts';
import type { Load } from './load.ts';
import { callMessage, FIRST_ID, faultOf, headersOf, INITIALIZE, INITIALIZED } from './messages.ts';
import type { Recorder } from './recorder.ts';
import { readResponse } from './response.ts';

/** Keeps `count` connections busy. They are new for each run: servers close idle ones. */
export function createHttpLoad(port: number, dialect: Dialect, count: number, recorder: Recorder): Load {
  let sockets: Socket[] = [];
  let lastId = FIRST_ID;
  return {
    async start() {
      for (let index = 0; index < count; index++) {
        const session = dialect === '2025-session' ? await openSession(port) : {};
        sockets.push(keepBusy(port, requestOf(port, dialect, session), () => ++lastId, recorder));
      }
    },
    async stop() {
      for (const socket of sockets) socket.removeAllListeners('close').destroy();
      sockets = [];
    },
  };
}

function keepBusy(port: number, request: Buffer, nextId: () => number, recorder: Recorder): Socket {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  const idAt = request.indexOf(`"id":${FIRST_ID}`) + 5;
  let text = '';
  let id = 0;
  let sentAt = 0;
  // The bytes of the last request have left when its answer is here: the same buffer serves again.
  const send = (): void => {
    id = nextId();
    request.write(String(id), idAt, 'latin1');
    sentAt = performance.now();
    socket.write(request);
  };
  socket.once('connect', send).on('data', (chunk: Buffer) => {
    text += chunk.toString('latin1');
    const response = readResponse(text);
    if (response === undefined) return;
    text = '';
    const { status, body } = response;
    recorder.record(
      sentAt,
      performance.now(),
      status === 200 ? faultOf(body, id) : `HTTP ${status}: ${body.slice(0, 200)}`,
    );
    send();
  });
  socket.on('error', ({ message }) => recorder.fail(message));
  socket.once('close', () => recorder.fail('the server closed the connection'));
  return socket;
}

function requestOf(port: number, dialect: Dialect, session: Record<string, string>): Buffer {
  const body = callMessage(dialect);
  const headers = {
    host: `127.0.0.1:${port}`,
    ...headersOf(dialect),
    ...session,
    'content-length': Buffer.byteLength(body),
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`POST /mcp HTTP/1.1\r\n${lines.join('')}\r\n${body}`);
}

async function openSession(port: number): Promise<Record<string, string>> {
  const post = async (body: string, headers: Record<string, string>): Promise<Response> => {
    const response = await fetch(`http://127.0.0.1:${port}/mcp`, { method: 'POST', headers, body });
    const text = await response.text();
    if (!response.ok) throw new Error(`HTTP ${response.status} while a session was opened: ${text}`);
    return response;
  };
  const headers = headersOf('2025-session');
  const id = (await post(INITIALIZE, headers)).headers.get('mcp-session-id');
  if (id === null) throw new Error('The server opened no session');
  const session = { 'mcp-session-id': id };
  await post(INITIALIZED, { ...headers, ...session });
  return session;
}
