// Which peers may say whom they speak for.
import { optionError, show } from '../check.ts';
import { type Address, isIpv4, parseAddress, sharesPrefix } from './address.ts';

interface Range {
  readonly address: Address;
  readonly bits: number;
}

/** Whether an address is that of a trusted proxy. */
export type IsTrusted = (address: Address) => boolean;

const parsed = new WeakMap<readonly string[], IsTrusted>();

/**
 * The test for a list of addresses and ranges, worked out once for each list.
 * @throws {RateLimiterError} `ERR_OPTION` for an entry that is neither.
 */
export function trustedProxiesOf(list: readonly string[]): IsTrusted {
  const known = typeof list === 'object' && list !== null ? parsed.get(list) : undefined;
  if (known !== undefined) return known;
  if (!Array.isArray(list)) {
    throw optionError(`Expected \`trustedProxies\` to be a list, got ${show(list)}`);
  }
  const ranges = list.map(parseRange);
  const isTrusted: IsTrusted = (address) =>
    ranges.some((range) => sharesPrefix(address, range.address, range.bits));
  parsed.set(list, isTrusted);
  return isTrusted;
}

function parseRange(text: string): Range {
  const [, base = '', bits] = (typeof text === 'string' && /^([^/]{2,45})(?:\/(\d{1,3}))?$/.exec(text)) || [];
  const address = parseAddress(base);
  // A range of IPv4 addresses is one of mapped addresses, but nobody means the whole of IPv6 by ::ffff:0:0/8.
  const offset = address !== undefined && isIpv4(address) && !base.includes(':') ? 96 : 0;
  const length = bits === undefined ? 128 : Number(bits) + offset;
  if (address === undefined || length > 128) {
    throw optionError(
      `Expected every entry of \`trustedProxies\` to be an address or a range such as "10.0.0.0/8", got ${show(text)}`,
    );
  }
  return { address, bits: length };
}
