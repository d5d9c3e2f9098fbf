// Makes a clean copy of a finished span: every place that can hold text passes the sanitiser.
import type { Attributes, AttributeValue, Link, SpanContext } from '@opentelemetry/api';
import { resourceFromAttributes } from '@opentelemetry/resources';
import type { ReadableSpan } from '@opentelemetry/sdk-trace-node';
import { KEYS } from './conventions.ts';

type Resource = ReadableSpan['resource'];
type Scope = ReadableSpan['instrumentationScope'];

/** Options of {@link createScrubber}. */
export interface ScrubberOptions {
  readonly sanitize: ((value: unknown) => unknown) | undefined;
  /** Characters kept of a string, after sanitising. */
  readonly maxStringLength: number;
}

const OWN_KEYS: ReadonlySet<string> = new Set(Object.values(KEYS));
const REMOVED = '[removed]';
// A string is cut before sanitising only when it is absurdly long, so that the sanitiser's time is bounded. The
// cut is far beyond what is kept, so half of a secret at the cut is not what is exported.
const SANITIZE_FACTOR = 16;

/** Returns a function that copies a span, cleaned. It throws what `sanitize` throws. */
export function createScrubber(options: ScrubberOptions): (span: ReadableSpan) => ReadableSpan {
  const sanitize = options.sanitize ?? ((value: unknown) => value);
  const keep = options.maxStringLength;
  const resources = new WeakMap<Resource, Resource>();
  const scopes = new WeakMap<Scope, Scope>();

  const cut = (value: unknown): string => (typeof value === 'string' ? value.slice(0, keep) : REMOVED);

  function text(value: string): string {
    return cut(sanitize(value.slice(0, keep * SANITIZE_FACTOR)));
  }

  function leaf(value: unknown): string | number | boolean | undefined {
    if (typeof value === 'boolean') return value;
    if (typeof value === 'string') return text(value);
    if (typeof value !== 'number') return undefined;
    const clean = sanitize(value);
    return typeof clean === 'number' ? clean : cut(clean);
  }

  function attributeValue(value: unknown): AttributeValue | undefined {
    // Lists hold values of one kind; a number that became text makes the others text as well.
    if (!Array.isArray(value)) return leaf(value);
    const items = value.map((item) => (item === null || item === undefined ? item : leaf(item)));
    const mixed = items.some((item) => typeof item === 'string');
    return (mixed ? items.map((item) => (item == null ? item : String(item))) : items) as AttributeValue;
  }

  function attributes(source: Readonly<Record<string, unknown>>): Attributes {
    const clean: Attributes = {};
    for (const key of Object.keys(source)) {
      const value = attributeValue(source[key]);
      if (value !== undefined) clean[OWN_KEYS.has(key) ? key : text(key)] = value;
    }
    return clean;
  }

  // A trace state that holds something to hide is left out: cleaned, it would no longer be its vendor's.
  function spanContext(source: SpanContext): SpanContext {
    const { traceState, ...rest } = source;
    if (traceState === undefined) return rest;
    const serialized = traceState.serialize();
    return sanitize(serialized) === serialized ? { ...rest, traceState } : rest;
  }

  function link(source: Link): Link {
    const clean: Link = { ...source, context: spanContext(source.context) };
    if (source.attributes !== undefined) clean.attributes = attributes(source.attributes);
    return clean;
  }

  function resource(source: Resource): Resource {
    const known = resources.get(source);
    if (known !== undefined) return known;
    const schema = source.schemaUrl === undefined ? {} : { schemaUrl: text(source.schemaUrl) };
    const clean = resourceFromAttributes(attributes(source.attributes), schema);
    // Attributes that are still being found out may come later, and need cleaning too.
    if (source.asyncAttributesPending !== true) resources.set(source, clean);
    return clean;
  }

  function scope(source: Scope): Scope {
    const known = scopes.get(source);
    if (known !== undefined) return known;
    const clean: { -readonly [K in keyof Scope]: Scope[K] } = { name: text(source.name) };
    if (source.version !== undefined) clean.version = text(source.version);
    if (source.schemaUrl !== undefined) clean.schemaUrl = text(source.schemaUrl);
    scopes.set(source, clean);
    return clean;
  }

  return (span) => {
    const context = spanContext(span.spanContext());
    const { message, code } = span.status;
    return {
      name: text(span.name),
      kind: span.kind,
      spanContext: () => context,
      ...(span.parentSpanContext === undefined
        ? {}
        : { parentSpanContext: spanContext(span.parentSpanContext) }),
      startTime: span.startTime,
      endTime: span.endTime,
      status: message === undefined ? { code } : { code, message: text(message) },
      attributes: attributes(span.attributes),
      links: span.links.map(link),
      events: span.events.map((event) => ({
        ...event,
        name: text(event.name),
        ...(event.attributes === undefined ? {} : { attributes: attributes(event.attributes) }),
      })),
      duration: span.duration,
      ended: span.ended,
      resource: resource(span.resource),
      instrumentationScope: scope(span.instrumentationScope),
      droppedAttributesCount: span.droppedAttributesCount,
      droppedEventsCount: span.droppedEventsCount,
      droppedLinksCount: span.droppedLinksCount,
    };
  };
}
