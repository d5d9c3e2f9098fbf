// What the three kinds of telemetry of one program have in common: scrubbers, resource, connections, counting of drops.
import { type BatchQueue, createBatchQueue } from '../export/batch-queue.ts';
import { createDropReport, type DropReport } from '../export/drop-report.ts';
import { createOtlpConnections, type OtlpConnections } from '../export/otlp.ts';
import { type Exporter, send } from '../export/send.ts';
import { tellFailures } from '../export/tell-failures.ts';
import { createPartScrubber, type PartScrubber } from '../scrub/parts.ts';
import { createTextScrubber, type TextScrubber } from '../scrub/text.ts';
import type { Resource } from '../sdk.ts';
import type { Signal } from '../settings/endpoint.ts';
import type { TracingSettings } from '../settings/options.ts';
import { cleanResource } from './resource.ts';

/** One for all signals of a program. */
export interface SharedParts {
  readonly settings: TracingSettings;
  readonly text: TextScrubber;
  readonly parts: PartScrubber;
  readonly resource: Resource;
  readonly otlp: OtlpConnections;
  readonly report: DropReport;
  /** Lets one of OpenTelemetry's OTLP exporters say why an export failed. */
  told<E extends Exporter<never>>(signal: Signal, exporter: E, url: string | undefined): E;
  /** A queue in front of an exporter; without one it only counts. */
  queueTo<T>(signal: Signal, exporter: Exporter<T[]> | undefined): BatchQueue<T>;
}

/** @throws TracingOptionsError when `sanitize` cannot take the resource. */
export function createSharedParts(settings: TracingSettings): SharedParts {
  const text = createTextScrubber(settings);
  const parts = createPartScrubber(text);
  const report = createDropReport(settings.warn);
  return {
    settings,
    text,
    parts,
    resource: cleanResource(settings, parts),
    otlp: createOtlpConnections(settings.headers),
    report,
    told: (signal, exporter, url) =>
      tellFailures(exporter, url, (failure) => report.explain(signal, failure)),
    queueTo: (signal, exporter) =>
      createBatchQueue({
        ...settings,
        send: async (batch) =>
          exporter === undefined || send(exporter, batch, settings.exportTimeoutsMs[signal]),
        onDrop: (reason, count) => report.count(signal, reason, count),
      }),
  };
}
