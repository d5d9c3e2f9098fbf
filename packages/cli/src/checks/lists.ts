// Lists everything that the capabilities promise, twice, following cursors up to a limit.
import { isJson, type Json } from '../session/session.ts';
import type { Caller } from './caller.ts';
import { checkCacheFields, checkLeaks } from './replies.ts';

/** Everything that was listed. */
export interface Listing {
  readonly tools: readonly Json[];
  readonly resources: readonly Json[];
  readonly templates: readonly Json[];
  readonly prompts: readonly Json[];
}

const KINDS = [
  { kind: 'tools', capability: 'tools', method: 'tools/list', field: 'tools', id: 'name' },
  { kind: 'resources', capability: 'resources', method: 'resources/list', field: 'resources', id: 'uri' },
  {
    kind: 'templates',
    capability: 'resources',
    method: 'resources/templates/list',
    field: 'resourceTemplates',
    id: 'uriTemplate',
  },
  { kind: 'prompts', capability: 'prompts', method: 'prompts/list', field: 'prompts', id: 'name' },
] as const;

type Kind = (typeof KINDS)[number];
const METHOD_NOT_FOUND = -32601;

/** Lists everything and reports what is wrong with the lists themselves. */
export async function listEverything(caller: Caller): Promise<Listing> {
  const listing: Record<Kind['kind'], readonly Json[]> = {
    tools: [],
    resources: [],
    templates: [],
    prompts: [],
  };
  for (const kind of KINDS) {
    if (!isJson(caller.session.capabilities[kind.capability])) continue;
    const first = await walk(caller, kind);
    if (first === undefined) continue;
    listing[kind.kind] = first;
    reportDuplicates(caller, kind, first);
    const second = await walk(caller, kind);
    const order = (items: readonly Json[]) => JSON.stringify(items.map((item) => item[kind.id]));
    if (second !== undefined && order(first) !== order(second))
      caller.add('definitions/list-order', kind.method, 'two lists taken one after the other differ');
  }
  return listing;
}

async function walk(caller: Caller, kind: Kind): Promise<Json[] | undefined> {
  const { method, field } = kind;
  const { maxPages, maxItems } = caller.options;
  const items: Json[] = [];
  const cursors = new Set<string>();
  let cursor: string | undefined;
  for (let page = 0; page < maxPages; page += 1) {
    const params = cursor === undefined ? undefined : { cursor };
    const reply = await caller.list(method, (session) => session.request(method, params));
    if (reply === undefined || reply.kind === 'silence') return page === 0 ? undefined : items;
    checkLeaks(caller, method, reply);
    if (reply.kind === 'error') {
      // A server with resources but no templates may leave the method out.
      if (kind.kind === 'templates' && reply.code === METHOD_NOT_FOUND) return undefined;
      caller.add('definitions/list-failed', method, `error ${reply.code}: ${reply.message.slice(0, 160)}`);
      return undefined;
    }
    const entries = reply.result[field];
    checkPage(caller, method, reply);
    if (!Array.isArray(entries)) {
      caller.add('definitions/list-failed', method, `the result has no array \`${field}\``);
      return undefined;
    }
    items.push(...entries.slice(0, maxItems - items.length).filter(isJson));
    const next = reply.result.nextCursor;
    if (typeof next !== 'string') return items;
    if (cursors.has(next) || items.length >= maxItems) break;
    cursors.add(next);
    cursor = next;
  }
  const seen = `stopped after ${items.length} entries: a cursor came back twice, or a limit was reached`;
  caller.add('definitions/list-endless', method, seen);
  return items;
}

function checkPage(
  caller: Caller,
  method: string,
  reply: { kind: 'result'; result: Json; refusal?: string },
) {
  checkCacheFields(caller, method, reply);
  if (caller.era === '2026' && typeof reply.result.resultType !== 'string')
    caller.add('behaviour/result-type', method, '`resultType` is missing');
  else if (reply.refusal !== undefined)
    caller.add('definitions/list-rejected', method, reply.refusal.replace(/\s+/g, ' ').slice(0, 200));
}

function reportDuplicates(caller: Caller, kind: Kind, items: readonly Json[]): void {
  const seen = new Set<unknown>();
  for (const item of items) {
    const id = item[kind.id];
    if (seen.has(id)) caller.add('definitions/duplicate-name', kind.method, `${String(id)} is listed twice`);
    seen.add(id);
  }
}
