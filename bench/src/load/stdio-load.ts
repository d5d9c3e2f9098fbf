// Closed loop over stdio: so many calls outstanding, a new one for each answer.
import type { ChildProcess } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import type { Dialect } from '../contestants.ts';
import type { Load } from './load.ts';
import { callMessage, FIRST_ID, faultOf, INITIALIZE, INITIALIZED, idOf } from './messages.ts';
import type { Recorder } from './recorder.ts';

const INITIALIZE_ID = 0;
const ANSWER_TIMEOUT_MS = 10_000;

/** Keeps `outstanding` calls with the server. */
export async function createStdioLoad(
  { stdin, stdout }: ChildProcess,
  dialect: Dialect,
  outstanding: number,
  recorder: Recorder,
): Promise<Load> {
  if (stdin === null || stdout === null) throw new Error('The server has no pipes');
  const load = new StdioLoad(stdin, stdout, dialect, outstanding, recorder);
  if (dialect !== '2026') await load.initialize();
  return load;
}

class StdioLoad implements Load {
  readonly #stdin: Writable;
  readonly #template: readonly string[];
  readonly #outstanding: number;
  readonly #sentAt = new Map<number, number>();
  #lastId = FIRST_ID;
  readonly #recorder: Recorder;
  #isOn = false;
  #hasEnded = false;
  #rest = '';
  #onIdle: () => void = () => {};

  constructor(stdin: Writable, stdout: Readable, dialect: Dialect, outstanding: number, recorder: Recorder) {
    this.#stdin = stdin;
    this.#recorder = recorder;
    this.#template = callMessage(dialect).split(String(FIRST_ID));
    this.#outstanding = outstanding;
    stdin.on('error', ({ message }) => this.#recorder.fail(message));
    stdout.once('end', () => {
      this.#hasEnded = true;
      this.#recorder.fail('the server ended');
      this.#onIdle();
    });
    stdout.setEncoding('latin1').on('data', (chunk: string) => this.#read(chunk));
  }

  async initialize(): Promise<void> {
    this.#sentAt.set(INITIALIZE_ID, 0);
    this.#stdin.write(`${INITIALIZE}\n`);
    await this.#untilIdle();
    if (this.#hasEnded) throw new Error('The server ended before it answered');
    this.#stdin.write(`${INITIALIZED}\n`);
  }

  async start(): Promise<void> {
    if (this.#hasEnded) return;
    this.#isOn = true;
    let calls = '';
    for (let index = 0; index < this.#outstanding; index++) calls += this.#call(performance.now());
    this.#stdin.write(calls);
  }

  async stop(): Promise<void> {
    this.#isOn = false;
    await this.#untilIdle();
  }

  async #untilIdle(): Promise<void> {
    if (this.#sentAt.size === 0 || this.#hasEnded) return;
    await new Promise<void>((resolve) => {
      this.#onIdle = resolve;
      setTimeout(resolve, ANSWER_TIMEOUT_MS).unref();
    });
    // What comes later would be taken for an answer of the next run.
    if (this.#sentAt.size > 0 && !this.#hasEnded)
      throw new Error(`The server still owes ${this.#sentAt.size} answers`);
  }

  #call(now: number): string {
    this.#sentAt.set(++this.#lastId, now);
    return `${this.#template.join(String(this.#lastId))}\n`;
  }

  // The calls that all lines of a chunk lead to go out in one write.
  #read(chunk: string): void {
    const lines = (this.#rest + chunk).split('\n');
    this.#rest = lines.pop() ?? '';
    const now = performance.now();
    let calls = '';
    for (const line of lines) {
      if (this.#take(line, now) && this.#isOn) calls += this.#call(now);
    }
    if (calls !== '') this.#stdin.write(calls);
    else if (this.#sentAt.size === 0) this.#onIdle();
  }

  /** Whether `line` answers a call. */
  #take(line: string, now: number): boolean {
    const id = idOf(line);
    const sentAt = this.#sentAt.get(id);
    if (sentAt === undefined) {
      // A notification is nobody's answer.
      if (!line.includes('"method":')) this.#recorder.fail(`not an answer: ${line.slice(0, 200)}`);
      return false;
    }
    this.#sentAt.delete(id);
    if (id !== INITIALIZE_ID) this.#recorder.record(sentAt, now, faultOf(line, id));
    return true;
  }
}
