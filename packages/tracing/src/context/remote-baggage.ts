// Reads W3C Baggage from `params._meta`, within the limits of the specification.
import {
  type Baggage,
  type BaggageEntry,
  baggageEntryMetadataFromString,
  propagation,
} from '@opentelemetry/api';

/** Characters of a `baggage` field, by W3C Baggage. */
export const MAX_BAGGAGE_LENGTH = 8192;
/** Members of a `baggage` field that are read or written. */
export const MAX_BAGGAGE_ENTRIES = 180;
// JSON can hold what a header cannot: a line break, half of a surrogate pair. What is read here is sent on in headers.
const PRINTABLE = /^[ -~]*$/;

/** The caller's baggage, or `undefined` when there is none. Members that cannot be read are left out. */
export function remoteBaggage(meta: Readonly<Record<string, unknown>>): Baggage | undefined {
  const header = meta.baggage;
  if (typeof header !== 'string' || header === '' || header.length > MAX_BAGGAGE_LENGTH) return undefined;
  const entries: Record<string, BaggageEntry> = {};
  for (const member of header.split(',', MAX_BAGGAGE_ENTRIES)) readMember(member.trim(), entries);
  return Object.keys(entries).length === 0 ? undefined : propagation.createBaggage(entries);
}

function readMember(member: string, entries: Record<string, BaggageEntry>): void {
  if (!PRINTABLE.test(member)) return;
  const end = member.indexOf(';');
  const pair = end === -1 ? member : member.slice(0, end);
  const equals = pair.indexOf('=');
  if (equals <= 0) return;
  const key = decoded(pair.slice(0, equals).trim());
  const value = decoded(pair.slice(equals + 1).trim());
  if (!key || key === '__proto__' || value === undefined) return;
  const properties = end === -1 ? '' : member.slice(end + 1).trim();
  entries[key] =
    properties === '' ? { value } : { value, metadata: baggageEntryMetadataFromString(properties) };
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
