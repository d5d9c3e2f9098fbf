// Why an HTTP request was refused, in the words of the metric and the log.
import type { ServerResponse } from 'node:http';
import { RPC } from '../runtime/protocol-fault.ts';

/** Every reason there is; the README says what each of them means. */
export const REFUSAL_REASONS = [
  'host_not_allowed',
  'origin_not_allowed',
  'unauthenticated',
  'insufficient_scope',
  'unverifiable',
  'unknown_path',
  'method_not_allowed',
  'unsupported_media_type',
  'not_acceptable',
  'body_too_large',
  'too_much_arriving',
  'too_many_arriving',
  'overloaded',
  'bad_json',
  'bad_message',
  'header_mismatch',
  'unsupported_version',
  'unknown_method',
  'session_missing',
  'session_unknown',
  'too_many_sessions',
  'rate_limited',
  'internal_error',
  'bad_http',
  'timed_out',
  'too_many_connections',
  'other',
] as const;

export type RefusalReason = (typeof REFUSAL_REASONS)[number];

const REASON_OF_CODE: Readonly<Record<number, RefusalReason | undefined>> = {
  [RPC.invalidRequest]: 'bad_message',
  [RPC.methodNotFound]: 'unknown_method',
  [RPC.headerMismatch]: 'header_mismatch',
  [RPC.unsupportedProtocolVersion]: 'unsupported_version',
  // A call has failed, and its guards have spoken.
  [RPC.missingClientCapability]: undefined,
};

/** `undefined`: no refusal, for a call has records of its own. */
const reasons = new WeakMap<ServerResponse, RefusalReason | undefined>();

/** Says why `res` answers with an error status; who says it first knows best. */
export function setReason(res: ServerResponse, reason: RefusalReason | undefined): void {
  if (!reasons.has(res)) reasons.set(res, reason);
}

/** Says it by the code of the JSON-RPC error that `res` answers with, if it has one. */
export function setReasonByCode(res: ServerResponse, code: number | undefined): void {
  if (code !== undefined && code in REASON_OF_CODE) setReason(res, REASON_OF_CODE[code]);
}

/** Why the request was refused: `other` where an SDK did it, `undefined` where it was not. */
export function reasonOf(res: ServerResponse): RefusalReason | undefined {
  if (res.statusCode < 400) return undefined;
  return reasons.has(res) ? reasons.get(res) : 'other';
}
