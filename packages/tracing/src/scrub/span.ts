// Cleans a finished span: every place that can hold text passes the sanitiser.
import type { Link } from '@opentelemetry/api';
import { copySpan } from '../export/copy-span.ts';
import type { ReadableSpan } from '../sdk.ts';
import type { PartScrubber } from './parts.ts';
import type { TextScrubber } from './text.ts';

type Event = ReadableSpan['events'][number];
type Changes = { -readonly [K in keyof ReadableSpan]?: ReadableSpan[K] };

/** Returns a function that cleans a span: the same span when it is clean, else a copy. It throws what `sanitize` throws. */
export function createSpanScrubber(
  { text, attributes }: TextScrubber,
  { resource, scope, spanContext }: PartScrubber,
): (span: ReadableSpan) => ReadableSpan {
  function link(source: Link): Link {
    const context = spanContext(source.context);
    const own = source.attributes && attributes(source.attributes);
    if (context === source.context && own === source.attributes) return source;
    return { ...source, context, ...(own === undefined ? {} : { attributes: own }) };
  }

  function event(source: Event): Event {
    const name = text(source.name);
    const own = source.attributes && attributes(source.attributes);
    if (name === source.name && own === source.attributes) return source;
    return { ...source, name, ...(own === undefined ? {} : { attributes: own }) };
  }

  return (span) => {
    let changes: Changes | undefined;
    const change = <K extends keyof Changes>(key: K, from: ReadableSpan[K], to: ReadableSpan[K]): void => {
      if (to === from) return;
      changes ??= {};
      changes[key] = to;
    };
    const context = span.spanContext();
    const cleanContext = spanContext(context);
    if (cleanContext !== context) changes = { spanContext: () => cleanContext };
    const { parentSpanContext: parent, status } = span;
    if (parent !== undefined) change('parentSpanContext', parent, spanContext(parent));
    change('name', span.name, text(span.name));
    change('attributes', span.attributes, attributes(span.attributes));
    if (status.message !== undefined) {
      const message = text(status.message);
      if (message !== status.message) change('status', status, { ...status, message });
    }
    if (span.links.length > 0) change('links', span.links, mapChanged(span.links, link));
    if (span.events.length > 0) change('events', span.events, mapChanged(span.events, event));
    change('resource', span.resource, resource(span.resource));
    change('instrumentationScope', span.instrumentationScope, scope(span.instrumentationScope));
    return changes === undefined ? span : copySpan(span, changes);
  };
}

function mapChanged<T>(items: T[], clean: (item: T) => T): T[] {
  const cleaned = items.map(clean);
  return cleaned.every((item, index) => item === items[index]) ? items : cleaned;
}
