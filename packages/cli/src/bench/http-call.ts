// One call over HTTP, until its answer is there: a JSON body, or an event of a stream.
import type { ClientRequest, IncomingMessage } from 'node:http';
import { isJson } from '../session/session.ts';
import { type Answer, judgeMessage, judgeStatus, judgeText, type Outcome, parseJson } from './answer.ts';
import { createEventReader } from './event-stream.ts';

/** What one call needs to know. */
export interface HttpCallOptions {
  readonly id: number;
  /** On the clock of `performance.now()`. */
  readonly deadline: number;
  readonly maxMessageBytes: number;
  /** Called once. */
  readonly resolve: (answer: Answer) => void;
}

/** How long a stream may stay open after its answer. */
const STREAM_END_MS = 200;
/** Read of the body of a refusal. */
const MAX_REFUSAL_BYTES = 64 * 1024;

/** Waits for the answer to a request that is about to be sent. */
export class HttpCall {
  readonly #outgoing: ClientRequest;
  readonly #options: HttpCallOptions;
  #timer: NodeJS.Timeout;
  #bytes = 0;
  #isOver = false;
  #hasResponse = false;
  /** The answer of a stream that has not ended yet. */
  #held: Answer | undefined;

  constructor(outgoing: ClientRequest, options: HttpCallOptions) {
    this.#outgoing = outgoing;
    this.#options = options;
    const timeLeft = Math.max(1, options.deadline - performance.now());
    this.#timer = setTimeout(() => this.#cut({ kind: 'timeout', detail: 'no answer in time' }), timeLeft);
    outgoing.once('response', (incoming) => this.#read(incoming));
    outgoing.on('error', (error) => this.#lose(error));
    // Without a response, as after 101 Switching Protocols.
    outgoing.once('close', () => {
      if (!this.#hasResponse) this.#lose();
    });
  }

  #read(incoming: IncomingMessage): void {
    this.#hasResponse = true;
    const { statusCode: status = 0, headers } = incoming;
    incoming.on('error', (error) => this.#lose(error));
    incoming.once('close', () => this.#lose());
    if (status < 200 || status > 299) {
      this.#collect(incoming, MAX_REFUSAL_BYTES, (body) => judgeStatus(status, headers['retry-after'], body));
    } else if ((headers['content-type'] ?? '').startsWith('text/event-stream')) {
      this.#readStream(incoming);
    } else {
      this.#collect(incoming, undefined, (body) => judgeText(body, this.#options.id));
    }
  }

  /** Collects the body, or as much of it as `keep` says; beyond that the connection is given up. */
  #collect(incoming: IncomingMessage, keep: number | undefined, judge: (body: string) => Outcome): void {
    const chunks: Buffer[] = [];
    const text = () => (chunks.length === 1 ? (chunks[0] ?? '') : Buffer.concat(chunks)).toString('utf8');
    incoming.on('data', (chunk: Buffer) => {
      if (!this.#count(chunk)) return;
      chunks.push(chunk);
      if (keep !== undefined && this.#bytes > keep) this.#cut(judge(text()));
    });
    incoming.once('end', () => {
      const endedAt = performance.now();
      this.#finish(judge(text()), endedAt);
    });
  }

  #readStream(incoming: IncomingMessage): void {
    const { id, maxMessageBytes } = this.#options;
    const read = createEventReader(maxMessageBytes, (data) => {
      const endedAt = performance.now();
      const message = parseJson(data);
      // Notifications, and requests of the server, come on the same stream.
      if (isJson(message) && message.id === id && !('method' in message))
        this.#hold(judgeMessage(message, id), endedAt);
    });
    incoming.on('data', (chunk: Buffer) => {
      if (this.#held === undefined && this.#count(chunk)) read(chunk);
    });
    incoming.once('end', () =>
      this.#finish({ kind: 'invalid', detail: 'the stream ended without an answer to the call' }),
    );
  }

  /** Counts bytes. False: it is over, or they are too many. */
  #count(chunk: Buffer): boolean {
    if (this.#isOver) return false;
    this.#bytes += chunk.length;
    const { maxMessageBytes } = this.#options;
    if (this.#bytes <= maxMessageBytes) return true;
    this.#cut({ kind: 'too-large', detail: `the answer is over ${maxMessageBytes} bytes` });
    return false;
  }

  /** The answer is there, and the socket is free again when its stream ends. */
  #hold(outcome: Outcome, endedAt: number): void {
    if (this.#held !== undefined) return;
    const held = this.#answerOf(outcome, endedAt);
    this.#held = held;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#settle({ ...held, streamLeftOpen: true });
      this.#outgoing.destroy();
    }, STREAM_END_MS);
  }

  #lose(error?: Error): void {
    this.#finish({ kind: 'connection', detail: reasonOf(error) });
  }

  #cut(outcome: Outcome): void {
    this.#finish(outcome);
    this.#outgoing.destroy();
  }

  /** `endedAt` is before the answer was parsed: that takes the client's time, not the server's. */
  #finish(outcome: Outcome, endedAt?: number): void {
    this.#settle(this.#held ?? this.#answerOf(outcome, endedAt));
  }

  #settle(answer: Answer): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearTimeout(this.#timer);
    this.#options.resolve(answer);
  }

  #answerOf(outcome: Outcome, endedAt = performance.now()): Answer {
    return { outcome, endedAt, bytes: this.#bytes };
  }
}

function reasonOf(error: Error | undefined): string {
  if (error === undefined) return 'the connection ended before the answer';
  // Several addresses were tried: the message of that error is empty.
  return error.message || ('code' in error ? String(error.code) : error.name);
}
