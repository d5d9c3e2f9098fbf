// What a client takes as an answer (RFC 9110, 12.5.1).
import type { IncomingMessage } from 'node:http';

/**
 * Whether the client takes all of `types`; one that does not say takes anything. The SDK's session transport looks for
 * their names and knows no wildcard: it is given them.
 */
export function takes(req: IncomingMessage, types: readonly string[]): boolean {
  const { accept = '*/*' } = req.headers;
  if (types.every((type) => accept.includes(type))) return true;
  const ranges = accept.split(',').map((range) => range.split(';', 1)[0]?.trim().toLowerCase());
  const isTaken = (type: string): boolean =>
    [type, `${type.slice(0, type.indexOf('/'))}/*`, '*/*'].some((range) => ranges.includes(range));
  if (!types.every(isTaken)) return false;
  req.headers.accept = types.join(', ');
  req.rawHeaders.push('accept', req.headers.accept);
  return true;
}
