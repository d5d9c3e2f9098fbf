// One raw HTTP request. node:http, because fetch neither sends a Host header of ours nor a wrong body length.
import { type ClientRequest, type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';

/** What to send. */
export interface RawRequest {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeoutMs: number;
}

/** What came back; the body is cut to 64 KiB, and to the first event of a stream. */
export type RawResponse =
  | { readonly kind: 'response'; readonly status: number; readonly body: string }
  | { readonly kind: 'failure'; readonly reason: string; readonly wasReset: boolean };

const MAX_BODY = 64 * 1024;
const CHUNK = 64 * 1024;
const PAUSE_MS = 50;

/** Sends a request and never rejects. */
export function sendRaw({ url, method, headers, body, timeoutMs }: RawRequest): Promise<RawResponse> {
  return new Promise((resolve) => {
    const send = url.protocol === 'https:' ? requestHttps : requestHttp;
    const bytes = body === undefined ? undefined : Buffer.from(body);
    const length = bytes === undefined ? {} : { 'content-length': String(bytes.length) };
    // An agent would keep the connection, which a refused body has spoilt.
    const outgoing = send(url, { method, headers: { ...headers, ...length }, agent: false });
    const finish = (outcome: RawResponse) => {
      clearTimeout(timer);
      resolve(outcome);
      outgoing.destroy();
    };
    const timer = setTimeout(finish, timeoutMs, {
      kind: 'failure',
      reason: 'no answer in time',
      wasReset: false,
    });
    let answered = false;
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      // A server may close the connection while a large body is still on its way.
      const wasReset = error.code === 'ECONNRESET' || error.code === 'EPIPE';
      if (!answered) finish({ kind: 'failure', reason: error.message, wasReset });
    });
    outgoing.once('response', (incoming) => {
      answered = true;
      readBody(incoming, (text) =>
        finish({ kind: 'response', status: incoming.statusCode ?? 0, body: text }),
      );
    });
    if (bytes === undefined) outgoing.end();
    else writeSlowly(outgoing, bytes, () => answered);
  });
}

/**
 * Writes a piece at a time, so that an early answer is noticed before the rest is sent. The first piece waits
 * for the headers to be judged: a server that closes on unread bytes resets the connection, and the reset would
 * overtake its answer.
 */
function writeSlowly(outgoing: ClientRequest, bytes: Buffer, isAnswered: () => boolean): void {
  let at = 0;
  const next = () => {
    if (isAnswered() || outgoing.destroyed) return;
    const piece = bytes.subarray(at, at + CHUNK);
    at += piece.length;
    if (at >= bytes.length) outgoing.end(piece);
    else if (outgoing.write(piece)) setImmediate(next);
    else outgoing.once('drain', next);
  };
  if (bytes.length <= CHUNK) {
    next();
    return;
  }
  outgoing.flushHeaders();
  setTimeout(next, PAUSE_MS);
}

function readBody(incoming: IncomingMessage, done: (text: string) => void): void {
  const chunks: Buffer[] = [];
  let held = 0;
  const isStream = (incoming.headers['content-type'] ?? '').startsWith('text/event-stream');
  const end = () => done(Buffer.concat(chunks).toString('utf8').slice(0, MAX_BODY));
  incoming.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    held += chunk.length;
    // A stream need not end: its first event tells enough.
    if (held >= MAX_BODY || (isStream && chunk.includes('\n\n'))) end();
  });
  incoming.once('end', end);
  incoming.once('error', end);
}
