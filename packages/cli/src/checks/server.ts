// Checks what the server says of itself when a connection is opened.
import { isJson, type Json } from '../session/session.ts';
import type { Caller } from './caller.ts';
import { checkCacheFields, checkResultType } from './replies.ts';

/** Checks the name and version, and in 2026-07-28 the discover result. */
export async function checkServer(caller: Caller, discoverMissing: string | undefined): Promise<void> {
  if (discoverMissing !== undefined) {
    caller.add('connection/discover-missing', 'server', discoverMissing.slice(0, 200));
    return;
  }
  const message = missingInfo(caller.session.serverInfo);
  if (message !== undefined) caller.add('connection/server-info', 'server', message);
  if (caller.era !== '2026') return;
  const reply = await caller.list('server/discover', (session) => session.request('server/discover'));
  if (reply === undefined) return;
  checkResultType(caller, 'server/discover', reply);
  checkCacheFields(caller, 'server/discover', reply);
}

/** What is missing in a `serverInfo`, as a sentence. */
export function missingInfo(info: Json | undefined): string | undefined {
  if (!isJson(info)) return 'no `serverInfo`';
  const missing = ['name', 'version'].filter((key) => typeof info[key] !== 'string' || info[key] === '');
  return missing.length === 0 ? undefined : `\`serverInfo\` has no ${missing.join(' and no ')}`;
}
