// Who may come in: the Host and the Origin of a request are on their lists.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { refuse } from '../bindings/reply.ts';
import type { AllowLists } from './allow-lists.ts';
import { allowCrossOrigin } from './cross-origin.ts';

/** Lets a request in; one that may not, or that only asks what it may, is answered here, and is not let in. */
export function admit(req: IncomingMessage, res: ServerResponse, allow: AllowLists): boolean {
  const { host, origin } = req.headers;
  if (!allow.isHostAllowed(host)) {
    refuse(res, 'host_not_allowed', 403, 'Forbidden: this Host is not allowed. Add it to allowedHosts.');
    return false;
  }
  if (origin === undefined) {
    // An image or a script of another site's page; no client sends this.
    if (req.headers['sec-fetch-site'] !== 'cross-site') return true;
    refuse(res, 'origin_not_allowed', 403, 'Forbidden: pages of other sites may not call without an Origin.');
    return false;
  }
  if (!allow.isOriginAllowed(origin)) {
    refuse(
      res,
      'origin_not_allowed',
      403,
      'Forbidden: this Origin is not allowed. Add it to allowedOrigins.',
    );
    return false;
  }
  allowCrossOrigin(req, res, origin);
  if (req.method !== 'OPTIONS') return true;
  res.writeHead(204).end();
  return false;
}
