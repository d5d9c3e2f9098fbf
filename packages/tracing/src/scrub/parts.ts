// The parts that spans and log records share: where they come from, and the ids of a span.
import type { Attributes, SpanContext } from '@opentelemetry/api';
import { type ReadableSpan, type Resource, resourceFromAttributes } from '../sdk.ts';
import type { TextScrubber } from './text.ts';

type Scope = ReadableSpan['instrumentationScope'];

/** Cleans shared parts; each of them once, as exporters group by their identity. */
export interface PartScrubber {
  resource(source: Resource): Resource;
  scope<T extends Scope>(source: T): T;
  spanContext(source: SpanContext): SpanContext;
}

/** Makes the scrubber of shared parts. */
export function createPartScrubber({ text, attributes }: TextScrubber): PartScrubber {
  const resources = new WeakMap<Resource, Resource>();
  const scopes = new WeakMap<Scope, Scope>();

  function resource(source: Resource): Resource {
    const known = resources.get(source);
    if (known !== undefined) return known;
    const schema = source.schemaUrl === undefined ? {} : { schemaUrl: text(source.schemaUrl) };
    const clean = resourceFromAttributes(attributes(source.attributes), schema);
    // Attributes that are still being found out may come later, and need cleaning too.
    if (source.asyncAttributesPending !== true) {
      resources.set(source, clean);
      resources.set(clean, clean);
    }
    return clean;
  }

  function scope<T extends Scope>(source: T): T {
    const known = scopes.get(source);
    if (known !== undefined) return known as T;
    const { version, schemaUrl, attributes: own } = source as Scope & { attributes?: Attributes };
    const clean = {
      ...source,
      name: text(source.name),
      ...(version !== undefined && { version: text(version) }),
      ...(schemaUrl !== undefined && { schemaUrl: text(schemaUrl) }),
      ...(own !== undefined && { attributes: attributes(own) }),
    };
    const isClean = Object.entries(clean).every(([key, value]) => value === source[key as keyof T]);
    scopes.set(source, isClean ? source : clean);
    return isClean ? source : clean;
  }

  // A trace state that holds something to hide is left out: cleaned, it would no longer be its vendor's.
  function spanContext(source: SpanContext): SpanContext {
    const { traceState } = source;
    if (traceState === undefined) return source;
    const serialized = traceState.serialize();
    if (text(serialized) === serialized) return source;
    const { traceState: _hidden, ...rest } = source;
    return rest;
  }

  return { resource, scope, spanContext };
}
