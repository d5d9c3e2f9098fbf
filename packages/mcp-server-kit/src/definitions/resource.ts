// Defines a resource, at one URI or at every URI of a template.
import type { z } from 'zod';
import { checkDuration } from '../checks.ts';
import { DefinitionError } from '../errors.ts';
import { type CachePolicy, cachePolicyOf, type ResolvedCachePolicy } from './cache-policy.ts';
import type { ContentAnnotations, ResourceListItem } from './content.ts';
import type { HandlerContext } from './context.ts';
import { frozenCopy } from './freeze.ts';
import type { InputRequired } from './input-required.ts';
import { checkZod } from './json-schema.ts';
import { checkMetadata } from './metadata.ts';
import { nameIn } from './names.ts';
import { checkPatterns } from './patterns.ts';
import { MAX_URI_CHARS, parseUriTemplate, type UriTemplate } from './uri-template.ts';

/**
 * Offers values for one variable that start with, or fit, what was typed so far. At most 100 are sent. `others` has the
 * variables that have a value already, where the client says them: its input, unchecked.
 */
export type Completer = (
  prefix: string,
  context: HandlerContext,
  others: Readonly<Record<string, string>>,
) => readonly string[] | Promise<readonly string[]>;

/** A part of a list. Fewer entries than `limit` mean that the list ends there. */
export interface ListRange {
  /** How many entries come before. */
  readonly offset: number;
  /** The most entries. */
  readonly limit: number;
}

/** What reading a resource gives: text, bytes, or one with its own URI or type. */
export type ResourceBody =
  | string
  | Uint8Array
  | { text: string; mimeType?: string; uri?: string }
  | { blob: Uint8Array; mimeType?: string; uri?: string };

/** What {@link defineResource} takes. */
export interface ResourceOptions<Params extends z.ZodType> {
  /** 1 to 128 letters, digits, `_`, `-` or `.`. */
  name: string;
  /** A URI, or a template such as `resource://documents/{doc_id}` (RFC 6570, level 1). */
  uri: string;
  /** A name for people. Default: none. */
  title?: string;
  /** What it holds, for people and models. Default: none. */
  description?: string;
  /** Default: `text/plain` for text, `application/octet-stream` for bytes. */
  mimeType?: string;
  /** For whom it is, how important, and when it changed. Default: none. */
  annotations?: ContentAnnotations;
  /** How large the content of a fixed URI is, in bytes. Default: not said. */
  size?: number;
  /** Icons for the client to show, as MCP has them. Default: none. */
  icons?: readonly Record<string, unknown>[];
  /** Sent with its entry in `resources/list` or `resources/templates/list`. Default: none. */
  _meta?: Record<string, unknown>;
  /** Checks the template's variables. Default: any strings. */
  params?: Params;
  /** The URIs of a template that exist, for `resources/list`. Default: none are listed. */
  list?: (context: HandlerContext) => Iterable<ResourceListItem> | Promise<Iterable<ResourceListItem>>;
  /** The same for a long list: a page of it, so that what no page shows need not be read. Instead of `list`. */
  listPage?: (
    range: ListRange,
    context: HandlerContext,
  ) => Iterable<ResourceListItem> | Promise<Iterable<ResourceListItem>>;
  /** Completion of the template's variables. */
  complete?: Readonly<Record<string, Completer>>;
  /**
   * Sends what was read again, and tells clients of 2026-07-28 how long they may keep it; for a handler whose result depends
   * on nothing but the URI. Default: each read runs the handler.
   */
  cache?: CachePolicy;
  /** How long a read may take, in milliseconds. Default: the server's `timeoutMs`. */
  timeoutMs?: number;
  /** Scopes that a caller's token has to have for it, where the server authenticates its callers. Default: none. */
  scopes?: readonly string[];
  /** Reads the resource. */
  handler: (
    request: { uri: string; params: z.output<Params> },
    context: HandlerContext,
  ) =>
    | ResourceBody
    | readonly ResourceBody[]
    | InputRequired
    | Promise<ResourceBody | readonly ResourceBody[] | InputRequired>;
}

/** A resource, as {@link defineServer} takes it. Made by {@link defineResource}. */
export interface ResourceDefinition {
  readonly kind: 'resource';
  readonly name: string;
  readonly uri: string;
  readonly title: string | undefined;
  readonly description: string | undefined;
  readonly mimeType: string | undefined;
  readonly annotations: ContentAnnotations | undefined;
  readonly size: number | undefined;
  readonly icons: readonly Record<string, unknown>[] | undefined;
  readonly _meta: Record<string, unknown> | undefined;
  /** `undefined` for a fixed URI. */
  readonly template: UriTemplate | undefined;
  readonly params: z.ZodType | undefined;
  readonly list: ResourceOptions<z.ZodType>['list'];
  readonly listPage: ResourceOptions<z.ZodType>['listPage'];
  readonly complete: Readonly<Record<string, Completer>>;
  readonly cache: ResolvedCachePolicy | undefined;
  readonly timeoutMs: number | undefined;
  readonly scopes: readonly string[];
  readonly handler: (request: never, context: HandlerContext) => unknown;
}

/**
 * Defines a resource.
 *
 * @returns A frozen {@link ResourceDefinition}.
 * @throws {DefinitionError} for a bad name or URI, a template that is not understood, a completion or a check for a
 * variable that the template does not have, two lists or one without a template, a size with one, a pattern in `params`
 * that could take more than linear time, or a field that is not of its kind.
 * @see https://modelcontextprotocol.io/specification/2025-11-25/server/resources
 */
export function defineResource<Params extends z.ZodType = z.ZodType<Record<string, string>>>(
  options: ResourceOptions<Params>,
): ResourceDefinition {
  const name = nameIn('resource', options);
  if (typeof options.uri !== 'string' || !/^[A-Za-z][A-Za-z0-9+.-]*:/.test(options.uri)) {
    throw new DefinitionError(
      `Expected the uri of resource "${name}" to be absolute, got ${String(options.uri)}`,
    );
  }
  if (options.uri.length > MAX_URI_CHARS) {
    throw new DefinitionError(
      `Expected the uri of resource "${name}" to have at most ${MAX_URI_CHARS} characters, got ${options.uri.length}`,
    );
  }
  if (typeof options.handler !== 'function') {
    throw new DefinitionError(`The resource "${name}" needs a handler`);
  }
  checkDuration(`timeoutMs of resource "${name}"`, options.timeoutMs);
  checkMetadata(`resource "${name}"`, options);
  const parsed = parseUriTemplate(options.uri);
  const template = parsed.variables.length > 0 ? parsed : undefined;
  if (template !== undefined && options.size !== undefined) {
    throw new DefinitionError(
      `The resource "${name}" has a size, and many resources: give the sizes in its list`,
    );
  }
  if (options.params !== undefined) checkParams(name, options.params, parsed);
  const complete = completersOf(`resource "${name}"`, options.complete);
  for (const variable of Object.keys(complete)) {
    if (!parsed.variables.includes(variable)) {
      throw new DefinitionError(
        `The resource "${name}" completes {${variable}}, which its uri does not have`,
      );
    }
  }
  if (options.list !== undefined && options.listPage !== undefined) {
    throw new DefinitionError(`The resource "${name}" has both list and listPage`);
  }
  if (template === undefined && (options.list ?? options.listPage) !== undefined) {
    throw new DefinitionError(
      `The resource "${name}" lists the URIs of a template, and its uri has no {variable}`,
    );
  }
  return Object.freeze({
    kind: 'resource',
    name,
    uri: options.uri,
    title: options.title,
    description: options.description,
    mimeType: options.mimeType,
    annotations: options.annotations && frozenCopy(options.annotations),
    size: options.size,
    icons: options.icons && frozenCopy(options.icons),
    _meta: options._meta && frozenCopy(options._meta),
    template,
    params: options.params,
    list: options.list,
    listPage: options.listPage,
    complete,
    cache: cachePolicyOf(`resource "${name}"`, options),
    timeoutMs: options.timeoutMs,
    scopes: Object.freeze([...(options.scopes ?? [])]),
    handler: options.handler as ResourceDefinition['handler'],
  });
}

function checkParams(name: string, params: z.ZodType, { variables }: UriTemplate): void {
  const where = `resource "${name}" params`;
  checkZod(where, params);
  checkPatterns(where, params);
  const { shape = {} } = params._zod.def as { shape?: object };
  for (const variable of Object.keys(shape)) {
    if (!variables.includes(variable)) {
      throw new DefinitionError(`The resource "${name}" checks {${variable}}, which its uri does not have`);
    }
  }
}

/** A copy of `complete`; `what` names the definition in errors. */
export function completersOf(
  what: string,
  complete: Readonly<Record<string, Completer>> = {},
): Readonly<Record<string, Completer>> {
  for (const [variable, completer] of Object.entries(complete)) {
    if (typeof completer !== 'function') {
      throw new DefinitionError(`The ${what} completes "${variable}" with what is no function`);
    }
  }
  return Object.freeze({ ...complete });
}
