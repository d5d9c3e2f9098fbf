// Whose calls are counted together: the peer's address, as a keyed digest.
import { createHmac, randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';

// Letters only, like the error ids.
const LETTERS = 'abcdefghjkmnpqrs';

/**
 * Makes the function that names a connection's client. An address is personal data: what is counted, logged and
 * audited is a digest under a key of this process, worked out once for each connection.
 */
export function createClientKeys(): (socket: Socket) => string {
  const key = randomBytes(32);
  const known = new WeakMap<Socket, string>();
  return (socket) => {
    let name = known.get(socket);
    if (name === undefined) {
      const digest = createHmac('sha256', key).update(addressOf(socket)).digest();
      name = 'client_';
      for (const byte of digest.subarray(0, 8)) name += LETTERS.charAt(byte >> 4) + LETTERS.charAt(byte & 15);
      known.set(socket, name);
    }
    return name;
  };
}

// One customer has a whole /64 of IPv6 addresses; counting each would be no limit.
function addressOf({ remoteAddress = '' }: Socket): string {
  if (!remoteAddress.includes(':') || remoteAddress.startsWith('::ffff:')) return remoteAddress;
  const [head = '', tail = ''] = remoteAddress.split('::');
  const groups = head.split(':').filter(Boolean);
  const rest = tail.split(':').filter(Boolean);
  const filled = [...groups, ...Array(Math.max(0, 8 - groups.length - rest.length)).fill('0'), ...rest];
  return filled.slice(0, 4).join(':');
}
