// Says what was dropped: the first time at once, then in one line a minute.
import type { Signal } from '../settings/endpoint.ts';

const PERIOD_MS = 60_000;

/** Collects what was dropped. */
export interface DropReport {
  count(signal: Signal, reason: string, count: number): void;
  /** Says at once what has not been said, and ends. */
  close(): void;
}

/** Makes the report. `warn` gets a text and the counts since the last line, such as `{ 'traces.queueFull': 12 }`. */
export function createDropReport(
  warn: (message: string, fields: Readonly<Record<string, unknown>>) => void,
): DropReport {
  let counts: Record<string, number> = {};
  let timer: NodeJS.Timeout | undefined;

  function say(): void {
    timer = undefined;
    if (Object.keys(counts).length === 0) return;
    const fields = counts;
    counts = {};
    timer = setTimeout(say, PERIOD_MS).unref();
    try {
      warn('Telemetry was dropped', fields);
    } catch {
      // Whoever is told must not break what is measured.
    }
  }

  return {
    count(signal, reason, count) {
      const key = `${signal}.${reason}`;
      counts[key] = (counts[key] ?? 0) + count;
      // On a later turn, so that one line tells of a whole burst and the call that dropped does not wait for the log.
      timer ??= setTimeout(say, 0).unref();
    },
    close() {
      clearTimeout(timer);
      say();
      clearTimeout(timer);
    },
  };
}
