// Calls over HTTP: one prepared POST, on sockets that are kept.
import {
  type ClientRequest,
  Agent as HttpAgent,
  type RequestOptions,
  request as requestHttp,
} from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import { urlToHttpOptions } from 'node:url';
import type { PreparedRequest } from '../session/session.ts';
import type { Answer } from './answer.ts';
import { type Caller, FIRST_ID, splitAtId } from './caller.ts';
import { HttpCall } from './http-call.ts';

/** Creates a caller that opens at most `connections` sockets. */
export function createHttpCaller(
  url: URL,
  prepared: PreparedRequest,
  { connections, maxMessageBytes }: { readonly connections: number; readonly maxMessageBytes: number },
): Caller {
  const isTls = url.protocol === 'https:';
  const send = isTls ? requestHttps : requestHttp;
  const Agent = isTls ? HttpsAgent : HttpAgent;
  const agent = new Agent({ keepAlive: true, maxSockets: connections, maxFreeSockets: connections });
  const [before, after] = splitAtId(prepared);
  const length = Buffer.byteLength(`${before}${FIRST_ID}${after}`);
  const options: RequestOptions = {
    ...urlToHttpOptions(url),
    method: 'POST',
    agent,
    headers: { ...prepared.headers, 'content-length': length },
  };
  const outstanding = new Set<ClientRequest>();
  let lastId = FIRST_ID;
  return {
    lost: undefined,
    call(deadline) {
      lastId += 1;
      const id = lastId;
      const outgoing = send(options);
      outstanding.add(outgoing);
      outgoing.once('close', () => outstanding.delete(outgoing));
      return new Promise<Answer>((resolve) => {
        new HttpCall(outgoing, { id, deadline, maxMessageBytes, resolve });
        outgoing.end(`${before}${id}${after}`);
      });
    },
    stop() {
      for (const outgoing of outstanding) outgoing.destroy();
      agent.destroy();
    },
  };
}
