// IP addresses as eight 16-bit groups, whatever way they are written.
import { isIP } from 'node:net';

/** The groups of an IPv6 address; of an IPv4 address, those of its mapped form `::ffff:a.b.c.d`. */
export type Address = readonly number[];

const MAPPED = [0, 0, 0, 0, 0, 0xffff];

/** Parses an address without a port; `undefined` when it is none. A zone such as `%eth0` is left out. */
export function parseAddress(text: string): Address | undefined {
  const zone = text.indexOf('%');
  const plain = zone === -1 ? text : text.slice(0, zone);
  const version = isIP(plain);
  if (version === 4) return [...MAPPED, ...pairsOf(plain)];
  if (version !== 6) return undefined;
  const [head = '', tail] = plain.split('::');
  const before = groupsOf(head);
  if (tail === undefined) return before;
  const after = groupsOf(tail);
  return [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after];
}

/** Whether the first `bits` of both are the same. */
export function sharesPrefix(a: Address, b: Address, bits: number): boolean {
  for (let index = 0; index < 8; index++) {
    const mask = maskOf(bits, index);
    if (((a[index] ?? 0) & mask) !== ((b[index] ?? 0) & mask)) return false;
  }
  return true;
}

/** Whether the address is one of IPv4. */
export function isIpv4(address: Address): boolean {
  return sharesPrefix(address, [...MAPPED, 0, 0], 96);
}

/** An IPv4 address as it is usually written; of an IPv6 address the first `prefix` bits, such as `2001:db8:0:7::/64`. */
export function formatAddress(address: Address, prefix: number): string {
  if (isIpv4(address)) {
    return address
      .slice(6)
      .flatMap((pair) => [pair >> 8, pair & 255])
      .join('.');
  }
  const kept = address.map((group, index) => group & maskOf(prefix, index)).slice(0, Math.ceil(prefix / 16));
  const text = kept.map((group) => group.toString(16)).join(':');
  if (prefix === 128) return text;
  return kept.length === 8 ? `${text}/${prefix}` : `${text}::/${prefix}`;
}

/** The bits of group `index` that belong to a prefix of `bits`. */
function maskOf(bits: number, index: number): number {
  const own = Math.min(16, Math.max(0, bits - 16 * index));
  return (0xffff << (16 - own)) & 0xffff;
}

function groupsOf(text: string): number[] {
  if (text === '') return [];
  return text
    .split(':')
    .flatMap((group) => (group.includes('.') ? pairsOf(group) : [Number.parseInt(group, 16)]));
}

function pairsOf(dotted: string): number[] {
  const [a = 0, b = 0, c = 0, d = 0] = dotted.split('.').map(Number);
  return [(a << 8) | b, (c << 8) | d];
}
