// Watches the messages of an SDK transport. The SDK clients drop or throw away what they do not accept, and
// a validator has to see exactly that.
import type { ResolvedTarget } from '../options.ts';
import { isJson, type Json, type PreparedRequest, type Reply } from './session.ts';

/** The part that the transports of both SDKs have in common. */
interface WatchedTransport {
  onmessage?: unknown;
  onclose?: unknown;
  // biome-ignore lint/suspicious/noExplicitAny: the two SDKs type the second parameter differently
  send(message: any, options?: any): Promise<void>;
}

/** What was seen on the wire. */
export interface Wire {
  /** A fetch that is bounded and that remembers refused POSTs. */
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
  /** Attaches to a transport, before a client takes it. */
  watch(transport: WatchedTransport): void;
  /** Runs a client call and tells what was answered on the wire. */
  observe(call: () => Promise<unknown>): Promise<Reply>;
  /** Runs a client call up to its request, which is told and not sent. */
  prepare(call: () => Promise<Reply>): Promise<PreparedRequest | string>;
  isClosed(): boolean;
}

const MAX_ERROR_BODY = 64 * 1024;

/** Creates a wire that accepts `maxMessageBytes` in one HTTP answer. */
export function createWire(kind: ResolvedTarget['kind'], maxMessageBytes: number): Wire {
  let sent: unknown;
  let answer: Reply | undefined;
  let refused: Reply | undefined;
  let closed = false;
  let isPreparing = false;
  let prepared: PreparedRequest | undefined;

  const holdRequest = (message: unknown, headers: Readonly<Record<string, string>>): void => {
    if (!isPreparing || !isJson(message) || !('id' in message && 'method' in message)) return;
    prepared ??= { message, headers };
    throw new Error('The request was prepared and not sent');
  };

  const receive = (message: unknown) => {
    if (!isJson(message) || sent === undefined || message.id !== sent) return;
    // Only the first answer counts: for `input_required` the client might go on by itself.
    answer ??= replyOf(message);
  };

  return {
    isClosed: () => closed,
    watch(transport) {
      transport.onmessage = receive;
      transport.onclose = () => {
        closed = true;
      };
      const send = transport.send.bind(transport);
      transport.send = async (message: unknown, options?: unknown) => {
        // Over HTTP it is `fetch` that sees the headers too.
        if (kind === 'stdio') holdRequest(message, {});
        if (isJson(message) && 'id' in message && 'method' in message) sent ??= message.id;
        return send(message, options);
      };
    },
    async fetch(input, init) {
      if (isPreparing) holdRequest(messageOf(init?.body), Object.fromEntries(new Headers(init?.headers)));
      const response = await fetch(input, init);
      const bounded = boundBody(response, maxMessageBytes);
      if (response.ok || init?.method !== 'POST') return bounded;
      const text = (await bounded.text()).slice(0, MAX_ERROR_BODY);
      if (sent !== undefined && idOf(init.body) === sent) refused = refusedReply(response.status, text);
      return new Response(text === '' ? null : text, { status: response.status, headers: response.headers });
    },
    async prepare(call) {
      prepared = undefined;
      isPreparing = true;
      const reply = await call();
      isPreparing = false;
      return prepared ?? (reply.kind === 'silence' ? reply.reason : 'The client sent nothing');
    },
    async observe(call) {
      sent = undefined;
      answer = undefined;
      refused = undefined;
      let refusal: string | undefined;
      try {
        await call();
      } catch (error) {
        refusal = error instanceof Error ? error.message : String(error);
      }
      const seen = answer ?? (refused as Reply | undefined);
      if (seen?.kind === 'result' && refusal !== undefined) return { ...seen, refusal };
      if (seen !== undefined) return seen;
      const reason = refusal ?? 'no answer';
      return { kind: 'silence', reason, timedOut: /timed? ?out/i.test(reason) };
    },
  };
}

function idOf(body: unknown): unknown {
  const message = messageOf(body);
  return isJson(message) ? message.id : undefined;
}

function messageOf(body: unknown): unknown {
  // Both SDKs send a string that they made themselves.
  return typeof body === 'string' ? JSON.parse(body) : undefined;
}

function replyOf(message: Json): Reply | undefined {
  if (isJson(message.result)) return { kind: 'result', result: message.result };
  if (!isJson(message.error)) return undefined;
  const { code, message: text, data } = message.error;
  return {
    kind: 'error',
    code: typeof code === 'number' ? code : Number.NaN,
    message: typeof text === 'string' ? text : '',
    ...(data === undefined ? {} : { data }),
  };
}

function refusedReply(status: number, text: string): Reply {
  try {
    const body: unknown = JSON.parse(text);
    const reply = isJson(body) && isJson(body.error) ? replyOf(body) : undefined;
    if (reply !== undefined) return reply;
  } catch {
    // Not JSON: told below.
  }
  return { kind: 'silence', reason: `HTTP ${status} without a JSON-RPC error`, timedOut: false };
}

function boundBody(response: Response, maxBytes: number): Response {
  if (response.body === null) return response;
  let bytes = 0;
  const limit = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      bytes += chunk.byteLength;
      if (bytes > maxBytes) controller.error(new Error(`answer over ${maxBytes} bytes`));
      else controller.enqueue(chunk);
    },
  });
  const { status, statusText, headers } = response;
  return new Response(response.body.pipeThrough(limit), { status, statusText, headers });
}
