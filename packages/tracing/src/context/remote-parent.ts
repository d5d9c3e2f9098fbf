// Reads the caller's trace context from `params._meta`: W3C Trace Context, unprefixed keys (SEP-414).
import { createTraceState, type SpanContext, type TraceState } from '@opentelemetry/api';

type Meta = Readonly<Record<string, unknown>>;

// Version 00 is exactly this long; a later version may go on after another dash.
const VERSION_00_LENGTH = 55;
const MAX_LENGTH = 512;
// Sampled, and a random trace id (Trace Context, level 2). The others are to be sent on as zero.
const KNOWN_FLAGS = 0b11;
// Ids of zeros alone are not valid.
const TRACEPARENT = /^([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})/;

/** The caller's span, or `undefined` when there is none or it is malformed. The trace state comes separately. */
export function remoteParent(meta: Meta): SpanContext | undefined {
  const header = meta.traceparent;
  if (typeof header !== 'string' || header.length < VERSION_00_LENGTH || header.length > MAX_LENGTH) {
    return undefined;
  }
  const match = TRACEPARENT.exec(header);
  if (match === null) return undefined;
  const [, version, traceId = '', spanId = '', flags = ''] = match;
  if (version === 'ff') return undefined;
  if (header.length > VERSION_00_LENGTH && (version === '00' || header[VERSION_00_LENGTH] !== '-'))
    return undefined;
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & KNOWN_FLAGS, isRemote: true };
}

/** The caller's `tracestate`; the API drops members that are malformed, and all of it over 512 characters. */
export function remoteTraceState(meta: Meta): TraceState | undefined {
  const header = meta.tracestate;
  if (typeof header !== 'string' || header === '' || header.length > MAX_LENGTH) return undefined;
  return createTraceState(header);
}
