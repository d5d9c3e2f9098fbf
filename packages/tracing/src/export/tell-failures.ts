// Why an export over OTLP failed and where it went: a count alone does not say what to mend.
import type { Exporter } from './send.ts';

/** What went wrong, in words that hold nothing of what was exported. */
export interface ExportFailure {
  /** Without user, password and query. */
  readonly url: string;
  /** An error code such as ECONNREFUSED, an HTTP status, or what OpenTelemetry's exporter says. */
  readonly error: string;
}

/** Lets `exporter`, one of OpenTelemetry's OTLP exporters, tell of each export that failed; gives it back. */
export function tellFailures<E extends Exporter<never>>(
  exporter: E,
  url: string | undefined,
  tell: (failure: ExportFailure) => void,
): E {
  const run = exporter.export.bind(exporter);
  exporter.export = (items, done) =>
    run(items, (result) => {
      if (result.code !== 0) tell({ url: withoutSecrets(url), error: reasonOf(result) });
      done(result);
    });
  return exporter;
}

function withoutSecrets(url: string | undefined): string {
  if (url === undefined || !URL.canParse(url)) return '';
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`;
}

function reasonOf({ error }: { code: number; error?: unknown }): string {
  if (!(error instanceof Error)) return 'unknown';
  const { code } = error as { code?: unknown };
  if (typeof code === 'number') return `HTTP ${code}`;
  // The collector's own words, `data`, are left out: they may repeat what it was sent.
  return typeof code === 'string' ? code : error.message.slice(0, 100);
}
