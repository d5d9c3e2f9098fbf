// A stdio transport for the clients of both SDKs that also sees what theirs hide: lines which are no JSON-RPC,
// and a process that stays when its stdin is closed.
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import type { JSONRPCMessage } from '@modelcontextprotocol/client';
import { getDefaultEnvironment } from '@modelcontextprotocol/client/stdio';
import type { ResolvedTarget } from '../options.ts';
import { createLineReader } from './line-reader.ts';
import { isJson } from './session.ts';

/** What was seen of the process beside its messages. */
export interface ProcessRecord {
  /** The first lines on stdout that were not JSON-RPC, cut to 60 characters. */
  readonly noise: string[];
  /** The last line on stderr. */
  stderrTail: string;
  /** False when the process had to be killed. */
  exitedInTime: boolean;
  /** True when the process ended before it was asked to. */
  endedEarly: boolean;
}

/** Limits of the transport. */
export interface StdioLimits {
  readonly exitTimeoutMs: number;
  readonly maxMessageBytes: number;
}

type Child = ChildProcessByStdio<Writable, Readable, Readable>;
const MAX_NOISE_LINES = 5;
const KILL_AFTER_MS = 1_000;

/** Starts a command and speaks JSON lines with it. Fits the `Transport` of both SDKs. */
export class StdioTransport {
  readonly record: ProcessRecord = { noise: [], stderrTail: '', exitedInTime: true, endedEarly: false };
  onclose?: () => void;
  onerror?: (error: Error) => void;
  onmessage?: (message: JSONRPCMessage) => void;
  readonly #target: Extract<ResolvedTarget, { kind: 'stdio' }>;
  readonly #limits: StdioLimits;
  #child: Child | undefined;
  #exited: Promise<void> = Promise.resolve();
  #closing = false;
  #intercept: ((line: string) => boolean) | undefined;

  constructor(target: Extract<ResolvedTarget, { kind: 'stdio' }>, limits: StdioLimits) {
    this.#target = target;
    this.#limits = limits;
  }

  start(): Promise<void> {
    const { command, args, env, cwd } = this.#target;
    const child: Child = spawn(command, [...args], {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...getDefaultEnvironment(), ...env },
      windowsHide: true,
      ...(cwd === undefined ? {} : { cwd }),
    });
    this.#child = child;
    const limit = this.#limits.maxMessageBytes;
    const onLine = createLineReader(limit, (line) => this.#receive(line));
    child.stdout.on('data', (chunk: Buffer) => {
      if (onLine(chunk)) return;
      this.onerror?.(new Error(`line over ${limit} bytes`));
      child.kill('SIGKILL');
    });
    child.stderr.on('data', (chunk: Buffer) => {
      const lines = chunk.toString('utf8').trim().split('\n');
      this.record.stderrTail = (lines.at(-1) ?? '').slice(0, 200);
    });
    // The pipe breaks when the process ends; `exit` tells that already.
    child.stdin.on('error', () => {});
    this.#exited = new Promise((resolve) => {
      child.once('exit', () => {
        this.record.endedEarly = !this.#closing;
        resolve();
        if (!this.#closing) this.onclose?.();
      });
    });
    return new Promise((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', (error) => {
        this.#child = undefined;
        reject(error);
      });
    });
  }

  /**
   * Shows each line to `take` first; the client gets those that it does not take.
   *
   * @returns where requests can be written beside those of the client
   */
  intercept(take: (line: string) => boolean): Writable {
    if (this.#child === undefined) throw new Error('Expected a transport that was started');
    this.#intercept = take;
    return this.#child.stdin;
  }

  async send(message: JSONRPCMessage): Promise<void> {
    if (this.#child === undefined || this.record.endedEarly) throw new Error('the process has ended');
    if (this.#child.stdin.write(`${JSON.stringify(message)}\n`)) return;
    const stdin = this.#child.stdin;
    await Promise.race([new Promise<void>((resolve) => stdin.once('drain', resolve)), this.#exited]);
  }

  async close(): Promise<void> {
    const child = this.#child;
    if (child === undefined || this.#closing) return;
    this.#closing = true;
    child.stdin.end();
    this.record.exitedInTime = await this.#exitsWithin(this.#limits.exitTimeoutMs);
    if (!this.record.exitedInTime) {
      child.kill('SIGTERM');
      if (!(await this.#exitsWithin(KILL_AFTER_MS))) child.kill('SIGKILL');
      await this.#exited;
    }
    // A grandchild may hold the pipes open for ever.
    child.stdout.destroy();
    child.stderr.destroy();
    this.onclose?.();
  }

  async #exitsWithin(ms: number): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<false>((resolve) => {
      timer = setTimeout(resolve, ms, false);
    });
    const inTime = await Promise.race([this.#exited.then(() => true), late]);
    clearTimeout(timer);
    return inTime;
  }

  #receive(line: string): void {
    if (line === '' || this.#intercept?.(line) === true) return;
    const message = parseMessage(line);
    if (message !== undefined) this.onmessage?.(message);
    else if (this.record.noise.length < MAX_NOISE_LINES) this.record.noise.push(line.slice(0, 60));
  }
}

function parseMessage(line: string): JSONRPCMessage | undefined {
  try {
    const value: unknown = JSON.parse(line);
    const known = isJson(value) && value.jsonrpc === '2.0' && ('method' in value || 'id' in value);
    // The shape beyond this is what the checks are about.
    return known ? (value as unknown as JSONRPCMessage) : undefined;
  } catch {
    return undefined;
  }
}
