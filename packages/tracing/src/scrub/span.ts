// Cleans a finished span: every place that can hold text passes the sanitiser.
import type { Link } from '@opentelemetry/api';
import { copySpan } from '../export/copy-span.ts';
import type { ReadableSpan } from '../sdk.ts';
import type { PartScrubber } from './parts.ts';
import type { TextScrubber } from './text.ts';

type Event = ReadableSpan['events'][number];
type Status = ReadableSpan['status'];

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

  function status(source: Status): Status {
    if (source.message === undefined) return source;
    const message = text(source.message);
    return message === source.message ? source : { ...source, message };
  }

  return (span) => {
    const context = span.spanContext();
    const parent = span.parentSpanContext;
    const clean = {
      context: spanContext(context),
      parent: parent && spanContext(parent),
      name: text(span.name),
      status: status(span.status),
      attributes: attributes(span.attributes),
      links: mapChanged(span.links, link),
      events: mapChanged(span.events, event),
      resource: resource(span.resource),
      instrumentationScope: scope(span.instrumentationScope),
    };
    const isClean =
      clean.context === context &&
      clean.parent === parent &&
      clean.name === span.name &&
      clean.status === span.status &&
      clean.attributes === span.attributes &&
      clean.links === span.links &&
      clean.events === span.events &&
      clean.resource === span.resource &&
      clean.instrumentationScope === span.instrumentationScope;
    if (isClean) return span;
    const { context: cleanContext, parent: cleanParent, ...fields } = clean;
    return copySpan(span, {
      ...fields,
      spanContext: () => cleanContext,
      ...(cleanParent === undefined ? {} : { parentSpanContext: cleanParent }),
    });
  };
}

function mapChanged<T>(items: T[], clean: (item: T) => T): T[] {
  if (items.length === 0) return items;
  const cleaned = items.map(clean);
  return cleaned.every((item, index) => item === items[index]) ? items : cleaned;
}
