// resources/read, for one resource or template.
import { isInputRequired } from '../definitions/input-required.ts';
import type { ResourceBody, ResourceDefinition } from '../definitions/resource.ts';
import { notFound } from '../errors.ts';
import { andThen } from '../runtime/maybe-promise.ts';
import type { Operation, Result } from '../runtime/operation.ts';
import { parserOf } from './parse-input.ts';
import { sanitiseBlocks } from './sanitise-content.ts';

/** What is said of a URI that no definition has. */
export const NO_SUCH_RESOURCE =
  'No resource has this URI. Use resources/list or resources/templates/list to see what there is.';

type Contents = { uri: string; mimeType?: string } & ({ text: string } | { blob: string });

/** Makes the operation that reads `resource`. The input is `{ uri, params }`. */
export function resourceOperation(resource: ResourceDefinition): Operation {
  const handler = resource.handler as (request: unknown, context: unknown) => unknown;
  const parse = resource.params && parserOf(resource.params, 'resource URI');
  return {
    method: 'resources/read',
    target: undefined,
    resource: resource.name,
    kind: 'resource',
    cache: resource.cache,
    timeoutMs: resource.timeoutMs,
    scopes: resource.scopes,
    rateLimit: undefined,
    validate:
      parse &&
      ((input) => {
        const { uri, params } = input as { uri: string; params: unknown };
        return andThen(parse(params), (parsed) => ({ uri, params: parsed }));
      }),
    run: (call) => handler(call.input, call),
    shape(value, call) {
      if (isInputRequired(value)) return value as unknown as Result;
      const uri = String(call.params.uri);
      const bodies = Array.isArray(value) ? (value as ResourceBody[]) : [value as ResourceBody];
      return { contents: bodies.map((body) => toContents(body, uri, resource)) };
    },
    sanitise: (result, sanitizer) => ({
      ...result,
      contents: sanitiseBlocks(result.contents as Record<string, unknown>[], sanitizer),
    }),
  };
}

/** The operation for a URI that no definition has. */
export function unknownResourceOperation(): Operation {
  return {
    method: 'resources/read',
    target: undefined,
    kind: 'resource',
    timeoutMs: undefined,
    rateLimit: undefined,
    validate: undefined,
    shape: undefined,
    run: () => {
      throw notFound(NO_SUCH_RESOURCE);
    },
    sanitise: (result) => result,
  };
}

function toContents(body: ResourceBody, uri: string, { name, mimeType }: ResourceDefinition): Contents {
  if (typeof body === 'string') return { uri, mimeType: mimeType ?? 'text/plain', text: body };
  if (body instanceof Uint8Array)
    return { uri, mimeType: mimeType ?? 'application/octet-stream', blob: base64(body) };
  if (body !== null && typeof body === 'object') {
    const own = { uri: body.uri ?? uri };
    const type = body.mimeType ?? mimeType;
    if ('text' in body && typeof body.text === 'string') {
      return { ...own, mimeType: type ?? 'text/plain', text: body.text };
    }
    if ('blob' in body && body.blob instanceof Uint8Array) {
      return { ...own, mimeType: type ?? 'application/octet-stream', blob: base64(body.blob) };
    }
  }
  throw new TypeError(`The handler of resource "${name}" returned neither text nor bytes`);
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}
