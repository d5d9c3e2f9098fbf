// A finished span with some of its fields replaced. The SDK's span reads itself through getters: a spread would lose them.
import type { ReadableSpan } from '../sdk.ts';

/** Copies every field of a span that exporters read; a field of a later SDK makes this fail to compile. */
export function copySpan(span: ReadableSpan, changes: Partial<ReadableSpan>): ReadableSpan {
  const parentSpanContext = changes.parentSpanContext ?? span.parentSpanContext;
  const context = span.spanContext();
  const fields: Required<Omit<ReadableSpan, 'parentSpanContext'>> = {
    name: span.name,
    kind: span.kind,
    spanContext: () => context,
    startTime: span.startTime,
    endTime: span.endTime,
    status: span.status,
    attributes: span.attributes,
    links: span.links,
    events: span.events,
    duration: span.duration,
    ended: span.ended,
    resource: span.resource,
    instrumentationScope: span.instrumentationScope,
    droppedAttributesCount: span.droppedAttributesCount,
    droppedEventsCount: span.droppedEventsCount,
    droppedLinksCount: span.droppedLinksCount,
  };
  return { ...fields, ...(parentSpanContext === undefined ? {} : { parentSpanContext }), ...changes };
}

/** A copy that can be written to without a trace in the original: for processors that change a span when it has ended. */
export function isolatedCopy(span: ReadableSpan): ReadableSpan {
  const withOwnAttributes = <T extends { attributes?: object }>(part: T): T => ({
    ...part,
    ...(part.attributes && { attributes: { ...part.attributes } }),
  });
  return copySpan(span, {
    status: { ...span.status },
    attributes: { ...span.attributes },
    events: span.events.map(withOwnAttributes),
    links: span.links.map(withOwnAttributes),
  });
}
