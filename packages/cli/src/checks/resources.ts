// Reads every resource, one that does not exist, and each template with a made-up value.
import { fillTemplate, isTemplateValid } from '../schema/uri-template.ts';
import { isJson, type Json, type Reply } from '../session/session.ts';
import type { Caller } from './caller.ts';
import type { Listing } from './lists.ts';
import { checkCacheFields, checkLeaks, checkResultType, judgeBad, judgeGood } from './replies.ts';

// A scheme of its own, so that no template of the server can match it.
const UNKNOWN_URI = 'portcullis-validate://unknown/resource';
const MADE_UP = 'portcullis-validate';

/** Reads resources and judges the answers. */
export async function checkResources(caller: Caller, listing: Listing): Promise<void> {
  for (const { uri } of listing.resources) {
    if (typeof uri !== 'string') continue;
    const where = `resource ${uri}`;
    const reply = await read(caller, where, uri);
    if (reply === undefined) continue;
    checkCacheFields(caller, where, reply);
    const result = judgeGood(caller, where, reply, 'reading it');
    if (result !== undefined) checkContents(caller, where, result);
  }
  for (const { uriTemplate } of listing.templates) await checkTemplate(caller, uriTemplate);
  if (!isJson(caller.session.capabilities.resources)) return;
  const where = `resource ${UNKNOWN_URI}`;
  const reply = await read(caller, where, UNKNOWN_URI);
  if (reply === undefined) return;
  judgeBad(caller, where, reply, 'a resource that does not exist');
  if (reply.kind === 'error') checkNotFound(caller, where, reply);
}

function read(caller: Caller, where: string, uri: string): Promise<Reply | undefined> {
  return caller.call(where, (session) => session.request('resources/read', { uri }));
}

function checkContents(caller: Caller, where: string, result: Json): void {
  const contents = Array.isArray(result.contents) ? result.contents : [];
  if (contents.some((content) => !isJson(content) || typeof content.mimeType !== 'string'))
    caller.add('definitions/mime-type', where, 'a content that was read has no mimeType');
}

/** Whether the made-up value exists is not known: either answer is right, but not a failure. */
async function checkTemplate(caller: Caller, template: unknown): Promise<void> {
  if (typeof template !== 'string' || !isTemplateValid(template)) return;
  const where = `template ${template}`;
  const reply = await read(caller, where, fillTemplate(template, MADE_UP));
  if (reply === undefined) return;
  checkLeaks(caller, where, reply);
  checkResultType(caller, where, reply);
  checkCacheFields(caller, where, reply);
  if (reply.kind === 'error' && reply.code === -32603)
    caller.add('behaviour/internal-error', where, 'reading it with a made-up value gives an internal error');
}

function checkNotFound(caller: Caller, where: string, reply: Extract<Reply, { kind: 'error' }>): void {
  const wanted = caller.era === '2025' ? -32002 : -32602;
  if (reply.code !== wanted)
    caller.add('behaviour/not-found-code', where, `the code is ${reply.code}, expected ${wanted}`);
  else if (caller.era === '2026' && (!isJson(reply.data) || typeof reply.data.uri !== 'string'))
    caller.add('behaviour/not-found-code', where, '`data.uri` is missing');
}
