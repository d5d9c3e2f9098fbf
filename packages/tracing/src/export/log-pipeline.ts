// The only way from a log record to an exporter: scrubbing, then a bounded queue.
import type { Logger } from '@opentelemetry/api-logs';
import { activeContext } from '../context/active-context.ts';
import type { LogRecordExporter, LogRecordProcessor, ReadableLogRecord } from '../sdk.ts';
import type { BatchQueue } from './batch-queue.ts';
import { settled } from './span-pipeline.ts';

/** A log record processor that cannot be had without its scrubber. Nothing in it throws at the caller of `emit()`. */
export function createLogPipeline(
  scrub: (record: ReadableLogRecord) => ReadableLogRecord,
  queue: BatchQueue<ReadableLogRecord>,
  exporter: LogRecordExporter,
): LogRecordProcessor {
  return {
    onEmit(record) {
      queue.record();
      try {
        queue.add(scrub(record));
      } catch {
        // The error may quote what it could not handle: it is not passed on.
        queue.drop('unsanitized');
      }
    },
    forceFlush: () => queue.flush(),
    async shutdown() {
      await queue.close();
      await settled([exporter.shutdown()]);
    },
  };
}

/** A logger whose records carry the active span, also where no global context manager is set. */
export function inActiveContext(logger: Logger): Logger {
  return {
    emit: (record) => logger.emit({ context: activeContext(), ...record }),
    enabled: (options) => logger.enabled({ context: activeContext(), ...options }),
  };
}
