// Writes the active context into `params._meta` or HTTP headers: W3C Trace Context and Baggage, unprefixed (SEP-414).
import { type Baggage, isSpanContextValid, propagation, trace } from '@opentelemetry/api';
import { activeContext } from './active-context.ts';
import { MAX_BAGGAGE_ENTRIES, MAX_BAGGAGE_LENGTH } from './remote-baggage.ts';
import { flagsOf } from './trace-context-fields.ts';

/** What is written; the names are the same in `_meta` and in HTTP. */
export interface PropagationFields {
  traceparent?: string;
  tracestate?: string;
  baggage?: string;
}

/**
 * A copy of `carrier` that also carries the active span and baggage: `params._meta` of an MCP request, or the headers
 * of an HTTP request that a handler makes. Fields that `carrier` had under these names are replaced.
 * @param carrier - Default: an empty object. It is not changed.
 * @returns the copy; `carrier` itself when no span is active.
 */
export function withTraceContext<T extends object = object>(carrier: T = {} as T): T & PropagationFields {
  const active = activeContext();
  const span = trace.getSpanContext(active);
  if (span === undefined || !isSpanContextValid(span)) return carrier;
  const { traceparent: _p, tracestate: _s, baggage: _b, ...rest } = carrier as PropagationFields;
  const fields: PropagationFields = {
    traceparent: `00-${span.traceId}-${span.spanId}-${flagsOf(span.traceFlags)}`,
  };
  const state = span.traceState?.serialize();
  if (state) fields.tracestate = state;
  const baggage = serializeBaggage(propagation.getBaggage(active));
  if (baggage !== '') fields.baggage = baggage;
  return { ...rest, ...fields } as T & PropagationFields;
}

/**
 * A copy of an MCP request's `params` with the active span and baggage in its `_meta`.
 * @returns the copy; `params` itself when no span is active.
 */
export function withTraceMeta<T extends object>(params: T): T {
  const { _meta } = params as { readonly _meta?: object };
  const carrier = { ..._meta };
  const traced = withTraceContext(carrier);
  return traced === carrier ? params : { ...params, _meta: traced };
}

// Members that do not fit any more are left out, as the specification allows.
function serializeBaggage(baggage: Baggage | undefined): string {
  let text = '';
  for (const [key, { value, metadata }] of (baggage?.getAllEntries() ?? []).slice(0, MAX_BAGGAGE_ENTRIES)) {
    const properties = metadata === undefined ? '' : `;${metadata.toString()}`;
    const member = `${encodeURIComponent(key)}=${encodeURIComponent(value)}${properties}`;
    if (text.length + member.length + 1 > MAX_BAGGAGE_LENGTH) continue;
    text += text === '' ? member : `,${member}`;
  }
  return text;
}
