// Finds the operation that a request asks for.
import { scopedIn } from '../definitions/scope.ts';
import type { ServerDefinition } from '../definitions/server.ts';
import { MAX_URI_CHARS } from '../definitions/uri-template.ts';
import {
  completionKey,
  completionOperation,
  fixedListOperation,
  promptEntry,
  resourceListOperation,
  templateEntry,
  toolEntry,
} from '../operations/list-operation.ts';
import { promptOperation } from '../operations/prompt-operation.ts';
import { resourceOperation, unknownResourceOperation } from '../operations/resource-operation.ts';
import {
  type FindResource,
  setLevelOperation,
  subscribeOperation,
  unsubscribeOperation,
} from '../operations/session-operation.ts';
import { toolOperation } from '../operations/tool-operation.ts';
import { isDeeperThan } from './depth.ts';
import type { Next, Operation } from './operation.ts';
import type { ResolvedOptions } from './options.ts';
import { ProtocolFault, RPC } from './protocol-fault.ts';
import { MAX_SUBSCRIPTIONS } from './scope.ts';

const NO_SCOPES: readonly string[] = [];

/** An operation with its chain in front. */
export interface Compiled {
  readonly operation: Operation;
  readonly chain: Next;
}

/** Finds operations. */
export interface Resolver {
  /** Every method that there is an operation for, but those of a session. */
  readonly methods: ReadonlySet<string>;
  /** What is not there, or not understood, gets an operation that says so: it is counted and audited like any other. */
  resolve(method: string, params: Record<string, unknown>): { compiled: Compiled; raw: unknown };
  /** The scopes that what a request names needs of its own; none for what is not there. */
  scopesOf(method: string | undefined, params: unknown): readonly string[];
}

/** Compiles every operation of a server once. */
export function createResolver(
  { tools, resources, prompts }: ServerDefinition,
  { pageSize, sanitizer, maxDepth, maxSubscriptionChars }: ResolvedOptions,
  compile: (operation: Operation) => Compiled,
): Resolver {
  const byTool = new Map(tools.map((tool) => [tool.name, compile(toolOperation(tool))]));
  const byPrompt = new Map(prompts.map((prompt) => [prompt.name, compile(promptOperation(prompt))]));
  const readers = resources.map((resource) => ({ resource, compiled: compile(resourceOperation(resource)) }));
  const byUri = new Map(
    readers.flatMap(({ resource: { template, uri }, compiled }) => (template ? [] : [[uri, compiled]])),
  );
  const templates = readers.flatMap(({ resource: { template }, compiled }) =>
    template ? [{ template, compiled }] : [],
  );
  const missing = {
    resource: compile(unknownResourceOperation()),
    'tools/call': compile(unknownOperation('tools/call', 'tool', 'tools/list')),
    'prompts/get': compile(unknownOperation('prompts/get', 'prompt', 'prompts/list')),
    // What a caller made up is no name for a span.
    method: compile(refusal('_OTHER', RPC.methodNotFound, 'Method not found')),
    uri: compile(
      refusal(
        'resources/read',
        RPC.invalidParams,
        `Expected params.uri to be a string of at most ${MAX_URI_CHARS} characters`,
      ),
    ),
    depth: compile(
      refusal('_OTHER', RPC.invalidParams, `Expected params to be an object at most ${maxDepth} levels deep`),
    ),
  };
  const rest = new Map<string, Compiled>();
  const add = (operation: Operation) => rest.set(operation.method, compile(operation));
  const addList = (method: string, key: string, entries: readonly unknown[]) =>
    add(fixedListOperation(method, key, entries, pageSize, sanitizer));
  if (tools.length > 0) addList('tools/list', 'tools', tools.map(toolEntry));
  if (prompts.length > 0) addList('prompts/list', 'prompts', prompts.map(promptEntry));
  if (resources.length > 0) {
    const shown = resources.filter((resource) => resource.template !== undefined).map(templateEntry);
    add(resourceListOperation(resources, pageSize, sanitizer));
    addList('resources/templates/list', 'resourceTemplates', shown);
  }
  if (completes(prompts) || completes(resources)) add(completionOperation(prompts, resources));

  const ofSession = new Map<string, Compiled>();
  const sessionOperations = [setLevelOperation()];
  if (resources.length > 0) {
    sessionOperations.push(subscribeOperation(findResource, maxSubscriptionChars), unsubscribeOperation());
  }
  for (const operation of sessionOperations) ofSession.set(operation.method, compile(operation));

  const methods = new Set(rest.keys());
  if (tools.length > 0) methods.add('tools/call');
  if (prompts.length > 0) methods.add('prompts/get');
  if (resources.length > 0) methods.add('resources/read');
  const ofAny = resources.flatMap(({ scopes }) => scopes);
  const completed = new Map<string | undefined, readonly string[]>();
  for (const { name, scopes } of prompts) completed.set(`ref/prompt ${name}`, scopes);
  for (const { uri, scopes } of resources) completed.set(`ref/resource ${uri}`, scopes);
  const hasScopes = scopedIn({ tools, resources, prompts }).length > 0;
  return { methods, resolve, scopesOf: hasScopes ? scopesOf : () => NO_SCOPES };

  function scopesOf(method: string | undefined, given: unknown): readonly string[] {
    const params = isRecord(given) ? given : {};
    switch (method) {
      case 'resources/read':
      case 'resources/subscribe':
        return ofUri(params.uri);
      case 'subscriptions/listen': {
        const { resourceSubscriptions: uris } = isRecord(params.notifications) ? params.notifications : {};
        return Array.isArray(uris) && areFew(uris) ? uris.flatMap(ofSubscription) : NO_SCOPES;
      }
      case 'completion/complete':
        return completed.get(completionKey(params.ref)) ?? NO_SCOPES;
      case undefined:
        return NO_SCOPES;
      default:
        return resolve(method, params).compiled.operation.scopes ?? NO_SCOPES;
    }
  }

  /** More than this is refused, whatever it names. */
  function areFew(uris: readonly unknown[]): boolean {
    let chars = 0;
    for (const uri of uris) chars += typeof uri === 'string' ? uri.length : 0;
    return uris.length <= MAX_SUBSCRIPTIONS && chars <= maxSubscriptionChars;
  }

  /** A template takes `%61` for `a`, and a URI in full does not: what either reading needs is needed (RFC 3986, 6.2.2.2). */
  function ofUri(uri: unknown): readonly string[] {
    const scopes = resolveUri(uri).compiled.operation.scopes ?? NO_SCOPES;
    const plain = typeof uri === 'string' && uri.length <= MAX_URI_CHARS ? withoutEscapes(uri) : uri;
    return plain === uri
      ? scopes
      : [...scopes, ...(resolveUri(plain).compiled.operation.scopes ?? NO_SCOPES)];
  }

  /** What is said of a resource that nothing serves could be about any. */
  function ofSubscription(uri: unknown): readonly string[] {
    return resolveUri(uri).compiled === missing.resource ? ofAny : ofUri(uri);
  }

  function resolve(method: string, params: Record<string, unknown>): { compiled: Compiled; raw: unknown } {
    if (typeof params !== 'object' || isDeeperThan(params, maxDepth))
      return { compiled: missing.depth, raw: {} };
    if (method === 'tools/call' && tools.length > 0) {
      const compiled = byTool.get(params.name as string) ?? missing['tools/call'];
      return { compiled, raw: params.arguments ?? {} };
    }
    if (method === 'prompts/get' && prompts.length > 0) {
      const compiled = byPrompt.get(params.name as string) ?? missing['prompts/get'];
      return { compiled, raw: params.arguments ?? {} };
    }
    if (method === 'resources/read' && resources.length > 0) return resolveUri(params.uri);
    return { compiled: rest.get(method) ?? ofSession.get(method) ?? missing.method, raw: params };
  }

  function resolveUri(uri: unknown): { compiled: Compiled; raw: unknown } {
    if (typeof uri !== 'string' || uri.length > MAX_URI_CHARS) return { compiled: missing.uri, raw: {} };
    const exact = byUri.get(uri);
    if (exact !== undefined) return { compiled: exact, raw: { uri, params: {} } };
    for (const { template, compiled } of templates) {
      const params = template.match(uri);
      if (params !== undefined) return { compiled, raw: { uri, params } };
    }
    return { compiled: missing.resource, raw: { uri, params: {} } };
  }

  function findResource(uri: string): ReturnType<FindResource> {
    const { compiled, raw } = resolveUri(uri);
    if (compiled === missing.resource) return undefined;
    return { check: () => compiled.operation.validate?.(raw) };
  }
}

/** Without escapes of what needs none: letters, digits, - . _ ~ (RFC 3986, 2.3). */
function withoutEscapes(uri: string): string {
  return uri.replace(/%(?:2[de]|5f|7e|3\d|[46][1-9a-f]|[57][0-9a])/gi, decodeURIComponent);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object';
}

/** Whether any of `definitions` offers completion. */
export function completes(definitions: readonly { complete: object }[]): boolean {
  return definitions.some(({ complete }) => Object.keys(complete).length > 0);
}

/** The operation for what cannot be answered at all. */
function refusal(method: string, code: number, message: string): Operation {
  return {
    method,
    target: undefined,
    kind: 'refusal',
    timeoutMs: undefined,
    rateLimit: undefined,
    validate: undefined,
    shape: undefined,
    run: () => {
      throw new ProtocolFault(code, message);
    },
    sanitise: (result) => result,
  };
}

/** The operation for a name that no definition has. It goes through the guards, so that it is counted and audited. */
function unknownOperation(method: string, kind: 'tool' | 'prompt', list: string): Operation {
  return {
    method,
    target: undefined,
    kind,
    timeoutMs: undefined,
    rateLimit: undefined,
    validate: undefined,
    shape: undefined,
    run: ({ params }) => {
      throw new ProtocolFault(
        RPC.invalidParams,
        `Unknown ${kind}: ${typeof params.name === 'string' ? JSON.stringify(params.name.slice(0, 128)) : '(no name)'}. Use ${list} to see what there is.`,
      );
    },
    sanitise: (result) => result,
  };
}
