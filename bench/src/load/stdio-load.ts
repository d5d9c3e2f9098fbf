// Closed loop over stdio: so many calls outstanding, a new one for each answer.
import type { ChildProcess } from 'node:child_process';
import type { Dialect } from '../contestants.ts';
import { callMessage, FIRST_ID, faultOf, INITIALIZE, INITIALIZED, idOf } from './messages.ts';
import type { Recorder } from './recorder.ts';

/** Keeps `outstanding` calls with the server. Returns what ends that. */
export async function startStdioLoad(
  { stdin, stdout }: ChildProcess,
  dialect: Dialect,
  outstanding: number,
  recorder: Recorder,
): Promise<() => void> {
  if (stdin === null || stdout === null) throw new Error('The server has no pipes');
  const template = callMessage(dialect).split(String(FIRST_ID));
  const sentAt = new Map<number, number>();
  let lastId = FIRST_ID;
  let isOn = true;
  const callOf = (now: number): string => {
    sentAt.set(++lastId, now);
    return `${template.join(String(lastId))}\n`;
  };
  let rest = '';
  let onOpened: () => void = () => {};
  stdin.on('error', ({ message }) => isOn && recorder.fail(message));
  stdout.once('end', () => isOn && recorder.fail('the server ended'));
  stdout.setEncoding('latin1').on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    const now = performance.now();
    let calls = '';
    for (const line of lines) {
      const id = idOf(line);
      const sent = sentAt.get(id);
      if (id === 0) onOpened();
      // A notification is no answer.
      else if (id === -1 && line.includes('"method":')) continue;
      else if (sent === undefined) recorder.fail(`not an answer: ${line.slice(0, 200)}`);
      else {
        sentAt.delete(id);
        recorder.record(sent, now, faultOf(line, id));
        if (isOn) calls += callOf(now);
      }
    }
    if (calls !== '') stdin.write(calls);
  });
  if (dialect !== '2026') {
    const opened = new Promise<void>((resolve) => {
      onOpened = resolve;
    });
    stdin.write(`${INITIALIZE}\n`);
    await opened;
    stdin.write(`${INITIALIZED}\n`);
  }
  let first = '';
  for (let index = 0; index < outstanding; index++) first += callOf(performance.now());
  stdin.write(first);
  return () => {
    isOn = false;
  };
}
