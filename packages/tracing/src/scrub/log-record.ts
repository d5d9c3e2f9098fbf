// Cleans a log record: every place that can hold text passes the sanitiser.
import type { ReadableLogRecord } from '../sdk.ts';
import type { PartScrubber } from './parts.ts';
import type { TextScrubber } from './text.ts';

type Optional = Pick<
  ReadableLogRecord,
  'spanContext' | 'severityText' | 'severityNumber' | 'body' | 'eventName'
>;

/** Returns a function that makes a clean copy of a log record. It throws what `sanitize` throws. */
export function createLogRecordScrubber(
  { text, value }: TextScrubber,
  { resource, scope, spanContext }: PartScrubber,
): (record: ReadableLogRecord) => ReadableLogRecord {
  return (record) => {
    const { spanContext: context, severityText, severityNumber, body, eventName } = record;
    const optional: { -readonly [K in keyof Optional]: Optional[K] } = {};
    if (context !== undefined) optional.spanContext = spanContext(context);
    if (severityText !== undefined) optional.severityText = text(severityText);
    if (severityNumber !== undefined) optional.severityNumber = severityNumber;
    if (body !== undefined) optional.body = value(body) as ReadableLogRecord['body'] & {};
    if (eventName !== undefined) optional.eventName = text(eventName);
    // A field of a later SDK makes this fail to compile.
    const required: Required<Omit<ReadableLogRecord, keyof Optional>> = {
      hrTime: record.hrTime,
      hrTimeObserved: record.hrTimeObserved,
      resource: resource(record.resource),
      instrumentationScope: scope(record.instrumentationScope),
      attributes: value(record.attributes) as ReadableLogRecord['attributes'],
      droppedAttributesCount: record.droppedAttributesCount,
    };
    return { ...required, ...optional };
  };
}
