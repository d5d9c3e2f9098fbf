// The lists: tools, prompts, resources, resource templates; and completion.

import type { PromptDefinition } from '../definitions/prompt.ts';
import type { Completer, ListRange, ResourceDefinition } from '../definitions/resource.ts';
import { isGranted } from '../definitions/scope.ts';
import type { ToolDefinition } from '../definitions/tool.ts';
import type { Call } from '../runtime/call.ts';
import { andThen, type MaybePromise } from '../runtime/maybe-promise.ts';
import type { Operation } from '../runtime/operation.ts';
import type { SanitizerLike } from '../runtime/options.ts';
import { type Page, type PageSource, pageAcross, pageOf } from '../runtime/page.ts';
import { ProtocolFault, RPC } from '../runtime/protocol-fault.ts';
import { redactStrings } from '../runtime/redact-strings.ts';
import { sanitiseRecord } from '../runtime/sanitise-record.ts';
import { toPlain } from '../runtime/to-plain.ts';

type Entry = Readonly<Record<string, unknown>>;

/** The most values that a completion may answer (MCP, completion). */
const MAX_COMPLETIONS = 100;

/** Makes a list of what does not change while the server runs; it is cleaned once. */
export function fixedListOperation(
  method: string,
  key: string,
  entries: readonly unknown[],
  pageSize: number,
  sanitizer: SanitizerLike,
): Operation {
  const clean = entries.map((entry) =>
    sanitiseEntry(toPlain(entry, { left: Number.POSITIVE_INFINITY }) as Entry, sanitizer),
  );
  const operation = listOperation(method, key, ({ params }) => pageOf(clean, params.cursor, pageSize));
  return { ...operation, sanitise: (result) => result };
}

/** Makes `resources/list`: the fixed resources, then what the templates say that they have. */
export function resourceListOperation(
  resources: readonly ResourceDefinition[],
  pageSize: number,
  sanitizer: SanitizerLike,
): Operation {
  const fixed = resources.filter((resource) => resource.template === undefined).map(resourceEntry);
  const listed = resources.filter(({ template, list, listPage }) => template && (list ?? listPage));
  if (listed.length === 0)
    return fixedListOperation('resources/list', 'resources', fixed, pageSize, sanitizer);
  const first: PageSource<unknown> = ({ offset, limit }) => fixed.slice(offset, offset + limit);
  const operation = listOperation('resources/list', 'resources', (call) => {
    // What is listed of a template is data of it, such as the names of documents.
    const sources = listed
      .filter((resource) => isListedFor(resource, call))
      .map((resource) => sourceOf(resource, call));
    return pageAcross([first, ...sources], call.params.cursor, pageSize);
  });
  return {
    ...operation,
    sanitise(result, sanitizer, logger) {
      for (const entry of result.resources as Entry[]) checkListed(entry);
      return operation.sanitise(result, sanitizer, logger);
    },
  };
}

// A client would throw away the whole page for one.
function checkListed(entry: Entry | null): void {
  if (typeof entry?.uri === 'string' && typeof entry.name === 'string') return;
  throw new TypeError('A list of resources has an entry without a uri and a name');
}

function sourceOf({ list, listPage }: ResourceDefinition, call: Call): PageSource<unknown> {
  return (range) => listPage?.(range, call) ?? andThen(list?.(call) ?? [], (items) => partOf(items, range));
}

function* partOf<T>(items: Iterable<T>, { offset, limit }: ListRange): Iterable<T> {
  let index = 0;
  for (const item of items) {
    if (index >= offset + limit) return;
    if (index >= offset) yield item;
    index++;
  }
}

function listOperation(
  method: string,
  key: string,
  pageFor: (call: Call) => MaybePromise<Page<unknown>>,
): Operation {
  return {
    method,
    target: undefined,
    kind: 'list',
    timeoutMs: undefined,
    rateLimit: undefined,
    validate: undefined,
    shape: undefined,
    run: (call) => andThen(pageFor(call), ({ items, ...rest }) => ({ [key]: items, ...rest })),
    sanitise: (result, sanitizer) => ({
      ...result,
      [key]: (result[key] as Entry[]).map((entry) => sanitiseEntry(entry, sanitizer)),
    }),
  };
}

/** Makes `completion/complete` over everything that completes. */
export function completionOperation(
  prompts: readonly PromptDefinition[],
  resources: readonly ResourceDefinition[],
): Operation {
  const completers = new Map<string, Readonly<Record<string, Completer>>>();
  for (const { name, complete } of prompts) completers.set(`ref/prompt ${name}`, complete);
  for (const { uri, complete } of resources) completers.set(`ref/resource ${uri}`, complete);
  return {
    method: 'completion/complete',
    target: undefined,
    kind: 'completion',
    timeoutMs: undefined,
    rateLimit: undefined,
    validate: undefined,
    shape: undefined,
    run: (call) => complete(call, completers),
    sanitise: (result, sanitizer) => sanitiseRecord(result, sanitizer),
  };
}

/** Under which name what `ref` means is known; `undefined`: it means nothing. */
export function completionKey(ref: unknown): string | undefined {
  const { type, name, uri } = (ref ?? {}) as Record<string, unknown>;
  if (type === 'ref/prompt') return typeof name === 'string' ? `${type} ${name}` : undefined;
  return type === 'ref/resource' && typeof uri === 'string' ? `${type} ${uri}` : undefined;
}

async function complete(
  call: Call,
  completers: ReadonlyMap<string, Readonly<Record<string, Completer>>>,
): Promise<unknown> {
  const argument = (call.params.argument ?? {}) as Record<string, unknown>;
  if (typeof argument.name !== 'string' || typeof argument.value !== 'string') {
    throw new ProtocolFault(
      RPC.invalidParams,
      'Expected params.argument to have a name and a value, both strings',
    );
  }
  const key = completionKey(call.params.ref);
  const known = key === undefined ? undefined : completers.get(key);
  if (known === undefined) {
    throw new ProtocolFault(
      RPC.invalidParams,
      'Expected params.ref to name a prompt or a resource template that exists',
    );
  }
  const completer = Object.hasOwn(known, argument.name) ? known[argument.name] : undefined;
  const others = stringsOf(((call.params.context ?? {}) as Entry).arguments);
  const all = completer === undefined ? [] : await completer(argument.value, call, others);
  if (!Array.isArray(all) || all.some((value) => typeof value !== 'string')) {
    throw new TypeError(
      `The completion of "${argument.name}" of ${key?.replace(/^\S+ /, '')} returned no list of strings`,
    );
  }
  return {
    completion: {
      values: all.slice(0, MAX_COMPLETIONS),
      total: all.length,
      hasMore: all.length > MAX_COMPLETIONS,
    },
  };
}

function stringsOf(given: unknown): Readonly<Record<string, string>> {
  const entries = Object.entries(given ?? {}).filter(([, value]) => typeof value === 'string');
  return Object.assign(Object.create(null), Object.fromEntries(entries));
}

function isListedFor({ scopes }: ResourceDefinition, { principal }: Call): boolean {
  return principal === undefined || isGranted(scopes, principal.scopes);
}

/** How a tool is shown in `tools/list`. */
export function toolEntry(tool: ToolDefinition): Record<string, unknown> {
  return defined({
    name: tool.name,
    title: tool.title,
    description: tool.description,
    inputSchema: tool.inputSchema,
    outputSchema: tool.outputSchema,
    annotations: tool.annotations,
    icons: tool.icons,
    _meta: tool._meta,
  });
}

/** How a prompt is shown in `prompts/list`. */
export function promptEntry(prompt: PromptDefinition): Record<string, unknown> {
  return defined({
    name: prompt.name,
    title: prompt.title,
    description: prompt.description,
    arguments: prompt.arguments.length > 0 ? prompt.arguments : undefined,
    icons: prompt.icons,
    _meta: prompt._meta,
  });
}

/** How a fixed resource is shown in `resources/list`. */
function resourceEntry(resource: ResourceDefinition): Record<string, unknown> {
  return defined({ uri: resource.uri, ...commonEntry(resource), size: resource.size });
}

/** How a template is shown in `resources/templates/list`. */
export function templateEntry(resource: ResourceDefinition): Record<string, unknown> {
  return defined({ uriTemplate: resource.uri, ...commonEntry(resource) });
}

function commonEntry(resource: ResourceDefinition) {
  const { name, title, description, mimeType, annotations, icons, _meta } = resource;
  return { name, title, description, mimeType, annotations, icons, _meta };
}

function defined(entry: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined));
}

/**
 * Cleans one entry of a list as structured content is; but the keys of a schema name what a caller may send, a password
 * perhaps, and hold none.
 */
function sanitiseEntry(entry: Entry, sanitizer: SanitizerLike): Entry {
  if (entry === null || typeof entry !== 'object') return sanitizer.sanitize(entry);
  const { inputSchema, outputSchema, arguments: args, ...rest } = entry;
  return {
    ...sanitiseRecord(rest, sanitizer),
    ...redactStrings(defined({ inputSchema, outputSchema, arguments: args }), sanitizer),
  };
}
