// Gets every prompt, with its arguments and without the required ones, and one that does not exist.
import { isJson, type Json, type Reply } from '../session/session.ts';
import type { Caller } from './caller.ts';
import { judgeBad, judgeGood } from './replies.ts';

const INVALID_PARAMS = -32602;
const UNKNOWN_PROMPT = 'portcullis-validate-unknown-prompt';

/** Gets prompts and judges the answers. */
export async function checkPrompts(caller: Caller, prompts: readonly Json[]): Promise<void> {
  for (const prompt of prompts) {
    if (typeof prompt.name !== 'string') continue;
    const where = `prompt ${prompt.name}`;
    const known = (Array.isArray(prompt.arguments) ? prompt.arguments : []).filter(isJson);
    const args = Object.fromEntries(known.map((argument) => [String(argument.name), 'text']));
    const good = await get(caller, where, prompt.name, args);
    if (good === undefined || good.kind === 'silence') continue;
    // A prompt has no schema: it may well refuse a made-up text.
    if (good.kind === 'error' && good.code === INVALID_PARAMS && known.length > 0)
      caller.skip(where, 'it refuses made-up arguments');
    else judgeGood(caller, where, good, 'getting it with all arguments');
    if (!known.some((argument) => argument.required === true)) continue;
    const bad = await get(caller, where, prompt.name, {});
    if (bad !== undefined) judgeBad(caller, where, bad, 'the required arguments are missing');
  }
  if (!isJson(caller.session.capabilities.prompts)) return;
  const where = `prompt ${UNKNOWN_PROMPT}`;
  const reply = await get(caller, where, UNKNOWN_PROMPT, {});
  if (reply !== undefined) judgeBad(caller, where, reply, 'a prompt that does not exist');
}

function get(caller: Caller, where: string, name: string, args: Json): Promise<Reply | undefined> {
  return caller.call(where, (session) => session.request('prompts/get', { name, arguments: args }));
}
