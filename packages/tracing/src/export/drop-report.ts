// Says what was dropped: the first time at once, then in one line a minute.
import type { Signal } from '../settings/endpoint.ts';
import type { ExportFailure } from './tell-failures.ts';

const PERIOD_MS = 60_000;

/** Collects what was dropped. */
export interface DropReport {
  count(signal: Signal, reason: string, count: number): void;
  /** Why an export failed that is counted next. The last one of a line is told. */
  explain(signal: Signal, failure: ExportFailure): void;
  /** Says at once what has not been said, and ends. */
  close(): void;
}

/** Makes the report. `warn` gets a text and the counts since the last line, such as `{ 'traces.queueFull': 12 }`,
 * with the last failure of an export beside them. */
export function createDropReport(
  warn: (message: string, fields: Readonly<Record<string, unknown>>) => void,
): DropReport {
  let counts: Record<string, number> = {};
  let causes: Record<string, string> = {};
  let timer: NodeJS.Timeout | undefined;

  function say(): void {
    timer = undefined;
    if (Object.keys(counts).length === 0) return;
    const fields = { ...counts, ...causes };
    counts = {};
    causes = {};
    timer = setTimeout(say, PERIOD_MS).unref();
    warn('Telemetry was dropped', fields);
  }

  return {
    count(signal, reason, count) {
      const key = `${signal}.${reason}`;
      counts[key] = (counts[key] ?? 0) + count;
      // On a later turn, so that one line tells of a whole burst and the call that dropped does not wait for the log.
      timer ??= setTimeout(say, 0).unref();
    },
    explain(signal, { url, error }) {
      causes[`${signal}.error`] = error;
      causes[`${signal}.url`] = url;
    },
    close() {
      clearTimeout(timer);
      say();
      clearTimeout(timer);
    },
  };
}
