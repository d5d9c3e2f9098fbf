// Serves a definition over standard input and output: every protocol revision on one connection.
import type { Readable, Writable } from 'node:stream';
import { createBatches } from './bindings/batches.ts';
import { createLink, isModern } from './bindings/link.ts';
import {
  BATCH_REVISION,
  encode,
  ID_RULE,
  idOfRefused,
  isBatch,
  isRpcMessage,
  type RpcMessage,
  rpcError,
} from './bindings/messages.ts';
import { idOfEnds, idOfText } from './bindings/oversized.ts';
import { checkDuration, checkPositiveInteger } from './checks.ts';
import { claimStdout } from './claim-stdout.ts';
import type { ServerDefinition } from './definitions/server.ts';
import { createLineWriter, readLines } from './lines.ts';
import type { RuntimeOptions } from './runtime/options.ts';
import { RPC } from './runtime/protocol-fault.ts';
import { createRuntime } from './runtime/runtime.ts';
import type { Budget } from './runtime/to-plain.ts';
import { hasMoreValues } from './runtime/value-count.ts';

/** What {@link serveStdio} takes besides {@link RuntimeOptions}. */
export interface StdioOptions extends RuntimeOptions {
  /** Default: `process.stdin`. */
  input?: Readable;
  /** Default: `process.stdout`; until the server is closed, what others write there goes to standard error, cleaned. */
  output?: Writable;
  /** The longest message, in bytes. Default: 4,194,304. */
  maxLineBytes?: number;
  /** How long calls in flight may go on after the client has closed its end, in milliseconds. Default: 10,000. */
  graceMs?: number;
}

/** A connection that is being served. */
export interface ServedStdio {
  /** Settles when the client has closed its end, what was in flight is answered and `onStop` has run. */
  readonly closed: Promise<void>;
  /** Takes no new messages; settles when calls in flight are answered and subscriptions ended, or `signal` aborts. */
  finish(signal: AbortSignal): Promise<void>;
  /** Stops: no new messages, calls in flight end or `graceMs` pass, then `onStop` runs. */
  close(): Promise<void>;
}

/**
 * Serves the definition to the process that started this one.
 * @throws {DefinitionError} for an option that cannot work; whatever `onStart` throws.
 */
export async function serveStdio(
  definition: ServerDefinition,
  options: StdioOptions = {},
): Promise<ServedStdio> {
  const {
    input = process.stdin,
    output = process.stdout,
    maxLineBytes = 4 * 1024 * 1024,
    graceMs = 10_000,
  } = options;
  checkPositiveInteger('maxLineBytes', options.maxLineBytes);
  checkDuration('graceMs', options.graceMs);
  const runtime = createRuntime(definition, options);
  const { maxUnreadBytes } = runtime.options;
  const claimed =
    output === process.stdout ? claimStdout(output, process.stderr, runtime.options.sinks.log) : undefined;
  const writer = createLineWriter(claimed?.output ?? output);
  const batches = createBatches((answers) => writer.write(encode(answers)));
  const send = (message: RpcMessage): void => {
    const isNotification = message.method !== undefined && message.id === undefined;
    if (isNotification && output.writableLength > maxUnreadBytes) return;
    if (!batches.take(message)) writer.write(encode(message));
  };
  const link = createLink(runtime, { transport: 'stdio', send });
  try {
    await runtime.start();
  } catch (error) {
    claimed?.release();
    throw error;
  }

  const { promise: closed, resolve: settle } = Promise.withResolvers<void>();
  let isBroken = false;
  const canAnswer = (): boolean => output.writable && !isBroken;
  async function answerPending(signal: AbortSignal): Promise<void> {
    input.removeAllListeners('data').pause();
    while (link.pending > 0 && !signal.aborted && canAnswer()) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    await link.close();
    batches.flush();
    if (canAnswer()) await writer.flush();
  }
  let finished: Promise<void> | undefined;
  function finish(signal: AbortSignal): Promise<void> {
    finished ??= answerPending(signal);
    return finished;
  }
  let isClosing = false;
  async function close(): Promise<void> {
    if (isClosing) return closed;
    isClosing = true;
    await finish(AbortSignal.timeout(graceMs));
    try {
      await runtime.stop();
    } catch (error) {
      runtime.options.logger.error({ err: error }, 'onStop failed');
    }
    claimed?.release();
    settle();
  }

  function receive(message: RpcMessage, room?: Budget): void {
    link.receive(message, room);
    if (message.method === 'notifications/cancelled') batches.forget(message.params?.requestId);
  }

  readLines(
    input,
    maxLineBytes,
    (line) => {
      const { maxValues } = runtime.options;
      if (hasMoreValues(line, maxValues)) {
        send(rpcError(RPC.invalidRequest, `The message holds more than ${maxValues} values`, idOfText(line)));
        return;
      }
      const message = parse(line);
      if (isRpcMessage(message)) receive(message);
      else if (isBatch(message) && link.protocolVersion === BATCH_REVISION && !message.some(isModern)) {
        const room = { left: runtime.options.maxResultChars };
        batches.open(message, (each) => receive(each, room));
      } else if (message === undefined) send(rpcError(RPC.parseError, 'Parse error: the line is not JSON'));
      else
        send(
          rpcError(
            RPC.invalidRequest,
            `Expected one JSON-RPC 2.0 message a line. ${ID_RULE}.`,
            idOfRefused(message),
          ),
        );
    },
    (head, tail) => {
      const id = idOfEnds(head, tail);
      if (id === undefined) return false;
      send(rpcError(RPC.invalidRequest, `The message is longer than ${maxLineBytes} bytes`, id));
      return true;
    },
  );
  input.once('end', () => void close());
  input.once('error', () => void close());
  // A client that died leaves a broken pipe; there is nobody to tell. Standard output stays writable all the same, and
  // fails again with every write.
  output.on('error', () => {
    isBroken = true;
    void close();
  });
  return { closed, finish, close };
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line) ?? null;
  } catch {
    return undefined;
  }
}
