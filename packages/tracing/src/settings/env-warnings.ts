// Variables that say something which cannot be: by OpenTelemetry's specification they are ignored, with a word.
import { type Env, isCount } from './checks.ts';

/** Those that have to be positive whole numbers. */
const COUNTS = [
  'OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT',
  'OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT',
  'OTEL_BSP_MAX_QUEUE_SIZE',
  'OTEL_BSP_MAX_EXPORT_BATCH_SIZE',
  'OTEL_BSP_SCHEDULE_DELAY',
  'OTEL_EXPORTER_OTLP_TIMEOUT',
  'OTEL_EXPORTER_OTLP_TRACES_TIMEOUT',
  'OTEL_EXPORTER_OTLP_METRICS_TIMEOUT',
  'OTEL_EXPORTER_OTLP_LOGS_TIMEOUT',
  'OTEL_METRIC_EXPORT_INTERVAL',
];

/** Those that name exporters, and which there are. */
const EXPORTERS: Readonly<Record<string, readonly string[]>> = {
  OTEL_TRACES_EXPORTER: ['otlp', 'none'],
  OTEL_METRICS_EXPORTER: ['otlp', 'prometheus', 'none'],
  OTEL_LOGS_EXPORTER: ['otlp', 'none'],
};

/** Longest key or value of a resource attribute, by OpenTelemetry's specification. */
const MAX_ATTRIBUTE_CHARS = 255;

/** Warns of each. The value is left out: it may have been meant for another variable. */
export function warnOfVariables(env: Env, warn: (message: string) => void): void {
  for (const name of COUNTS) {
    const text = env[name]?.trim();
    if (text && !isCount(Number(text))) warn(`${name} is not a positive whole number; it is ignored`);
  }
  for (const [name, known] of Object.entries(EXPORTERS)) {
    const named = env[name]?.split(',').map((part) => part.trim()) ?? [];
    if (named.some((part) => part !== '' && !known.includes(part)))
      warn(`${name} names an exporter that there is not here; there are ${known.join(', ')}`);
  }
  const attributes = env.OTEL_RESOURCE_ATTRIBUTES?.split(',').filter((part) => part.trim() !== '') ?? [];
  if (!attributes.every(isAttribute))
    warn('OTEL_RESOURCE_ATTRIBUTES is not key=value,… with percent-encoded values; all of it is ignored');
}

// OpenTelemetry's own reader drops the whole variable for one mistake, and says so to a log that nobody has set.
function isAttribute(text: string): boolean {
  const parts = text.split('=').map((part) => part.trim());
  try {
    return (
      parts.length === 2 &&
      parts[0] !== '' &&
      parts.every((part) => decodeURIComponent(part).length <= MAX_ATTRIBUTE_CHARS)
    );
  } catch {
    return false;
  }
}
