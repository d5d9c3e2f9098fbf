// Calls over stdio: prepared lines to the process of a session that is open.
import type { PreparedRequest } from '../session/session.ts';
import { isJson } from '../session/session.ts';
import type { StdioTransport } from '../session/stdio-transport.ts';
import { type Answer, judgeMessage, type Outcome, parseJson } from './answer.ts';
import { type Caller, FIRST_ID, splitAtId } from './caller.ts';

/** Creates a caller beside the client that has opened the session: what is no answer to a call goes to the client. */
export function createStdioCaller(transport: StdioTransport, prepared: PreparedRequest): Caller {
  const [before, after] = splitAtId(prepared);
  const pending = new Map<number, (outcome: Outcome, bytes: number, endedAt?: number) => void>();
  // Calls that wait for the process to read what it was sent.
  const unsent = new Set<number>();
  let lastId = FIRST_ID;
  let lost: string | undefined;
  let reason = 'the process has ended';

  const stdin = transport.intercept((line) => {
    // Before the answer is parsed: that takes the client's time, not the server's.
    const endedAt = performance.now();
    const message = parseJson(line);
    if (!isJson(message) || typeof message.id !== 'number' || 'method' in message) return false;
    const settle = pending.get(message.id);
    settle?.(judgeMessage(message, message.id), Buffer.byteLength(line), endedAt);
    return settle !== undefined;
  });
  const failAll = (detail: string) => {
    for (const settle of [...pending.values()]) settle({ kind: 'connection', detail }, 0);
  };
  const { onclose, onerror } = transport;
  transport.onerror = (error) => {
    reason = error.message;
    onerror?.(error);
  };
  transport.onclose = () => {
    const { stderrTail } = transport.record;
    lost = stderrTail === '' ? reason : `${reason} (last line on stderr: ${stderrTail})`;
    failAll(lost);
    onclose?.();
  };
  if (transport.record.endedEarly) lost = reason;

  const write = (id: number) => stdin.write(`${before}${id}${after}\n`);
  stdin.on('drain', () => {
    for (const id of unsent) {
      unsent.delete(id);
      if (!write(id)) return;
    }
  });
  return {
    get lost() {
      return lost;
    },
    call(deadline) {
      lastId += 1;
      const id = lastId;
      return new Promise<Answer>((resolve) => {
        const settle = (outcome: Outcome, bytes: number, endedAt = performance.now()) => {
          clearTimeout(timer);
          pending.delete(id);
          unsent.delete(id);
          resolve({ outcome, bytes, endedAt });
        };
        const timeLeft = Math.max(1, deadline - performance.now());
        const timer = setTimeout(settle, timeLeft, { kind: 'timeout', detail: 'no answer in time' }, 0);
        pending.set(id, settle);
        if (lost !== undefined) settle({ kind: 'connection', detail: lost }, 0);
        else if (stdin.writableNeedDrain) unsent.add(id);
        else write(id);
      });
    },
    stop: () => failAll('the run was ended'),
  };
}
