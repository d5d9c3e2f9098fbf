// One call of an exporter, made safe: it ends in time, does not throw, and is not itself traced.
import { context } from '@opentelemetry/api';
import { suppressTracing } from '../sdk.ts';

/** What the SDK's exporters have in common. */
export interface Exporter<T> {
  export(items: T, done: (result: { code: number }) => void): void;
}

const SUCCESS = 0;
// The OTLP exporter ends by its own time limit; ours, a little later, is for an exporter that never calls back.
const GRACE_MS = 1000;

/** Exports `items`. @returns whether they arrived; never rejects. */
export function send<T>(exporter: Exporter<T>, items: T, timeoutMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, timeoutMs + GRACE_MS, false).unref();
    const finish = (arrived: boolean): void => {
      clearTimeout(timer);
      resolve(arrived);
    };
    try {
      // One that is written as an async function throws later.
      const exporting: unknown = context.with(suppressTracing(context.active()), () =>
        exporter.export(items, (result) => finish(result.code === SUCCESS)),
      );
      Promise.resolve(exporting).catch(() => finish(false));
    } catch {
      finish(false);
    }
  });
}
