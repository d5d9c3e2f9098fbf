// Log records: the SDK's logger provider, and the one way out of it.
import { createLogPipeline } from '../export/log-pipeline.ts';
import { createLogRecordScrubber } from '../scrub/log-record.ts';
import { LoggerProvider, OTLPLogExporter, type ReadableLogRecord } from '../sdk.ts';
import type { LogsSettings } from '../settings/options.ts';
import type { SignalStats } from '../telemetry.ts';
import type { SharedParts } from './shared.ts';

/** Log records that are on. */
export interface Logs {
  readonly provider: LoggerProvider;
  stats(): SignalStats;
  forceFlush(): Promise<void>;
  shutdown(): Promise<void>;
}

/** Puts them together. */
export function createLogs(settings: LogsSettings, shared: SharedParts): Logs {
  const { otlp, told } = shared;
  const { url } = settings;
  const exporter =
    settings.exporter ??
    told('logs', new OTLPLogExporter(otlp.optionsFor(url, shared.settings.exportTimeoutsMs.logs)), url);
  const queue = shared.queueTo<ReadableLogRecord>('logs', exporter);
  const pipeline = createLogPipeline(createLogRecordScrubber(shared.text, shared.parts), queue, exporter);
  const provider = new LoggerProvider({
    resource: shared.resource,
    processors: [pipeline],
    // Strings are cut after they are sanitised.
    logRecordLimits: { attributeValueLengthLimit: Number.POSITIVE_INFINITY },
  });
  return {
    provider,
    stats: queue.stats,
    forceFlush: () => pipeline.forceFlush(),
    shutdown: () => pipeline.shutdown(),
  };
}
