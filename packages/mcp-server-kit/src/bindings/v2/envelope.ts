// What a request of 2026-07-28 says about its client, in `params._meta`.
import { LOG_LEVELS, type LogLevel } from '../../definitions/context.ts';
import { META } from '../../runtime/envelope.ts';
import type { Client, RequestScope } from '../../runtime/scope.ts';
import type { Caller } from '../direct.ts';
import type { RpcMessage } from '../messages.ts';

/** The revision that this folder serves. */
export const REVISION = '2026-07-28';

/** The method that opens a subscription. */
export const LISTEN = 'subscriptions/listen';

/** The methods that SDK v2 answers by itself. */
const OWN: ReadonlySet<string> = new Set(['server/discover', LISTEN]);

/** What an audit record calls a request that the runtime has not seen; what a caller made up is no name for one. */
export function recordedName(method: string | undefined, known: ReadonlySet<string>): string {
  return method !== undefined && (OWN.has(method) || known.has(method)) ? method : '_OTHER';
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * Whether `message` carries an envelope that is beyond doubt. One that is merely unusual is not: the SDK, whose
 * schemas know every corner, judges it.
 */
export function hasPlainEnvelope({ params }: RpcMessage): boolean {
  const meta = params?._meta;
  if (!isFields(meta) || meta[META.protocolVersion] !== REVISION) return false;
  const level = meta[META.logLevel];
  return (
    isPlainCapabilities(meta[META.clientCapabilities]) &&
    (meta[META.clientInfo] === undefined || isPlainInfo(meta[META.clientInfo])) &&
    (level === undefined || LOG_LEVELS.includes(level as LogLevel))
  );
}

/** Who sent `message`, whose envelope is plain. */
export function callerOf(
  { params = {} }: RpcMessage,
  transport: RequestScope['transport'],
  client: Client,
): Caller {
  const meta = params._meta as Fields;
  return {
    era: '2026',
    transport,
    ...client,
    protocolVersion: REVISION,
    logLevel: meta[META.logLevel] as LogLevel | undefined,
    clientInfo: meta[META.clientInfo] as Fields | undefined,
    clientCapabilities: meta[META.clientCapabilities] as Fields,
    inputResponses: params.inputResponses === undefined ? undefined : answersOf(params.inputResponses),
    requestState: stateOf(params.requestState),
  };
}

/** What is there but is not a string is as good as forged; '' opens nothing. */
export function stateOf(state: unknown): string | undefined {
  if (state === undefined) return undefined;
  return typeof state === 'string' ? state : '';
}

// An answer is an object and no message in disguise; the SDK drops others too.
function answersOf(given: unknown): Fields {
  if (!isFields(given)) return {};
  const answers = Object.entries(given).filter(
    ([, answer]) => isFields(answer) && !('method' in answer) && !('result' in answer),
  );
  return Object.fromEntries(answers);
}

const CAPABILITIES = ['elicitation', 'experimental', 'extensions', 'roots', 'sampling'];

function isPlainCapabilities(value: unknown): boolean {
  if (!isFields(value)) return false;
  for (const name in value) {
    const capability = value[name];
    if (!CAPABILITIES.includes(name) || !isFields(capability)) return false;
    for (const part in capability) {
      const isFlag = name === 'roots' && part === 'listChanged' && typeof capability[part] === 'boolean';
      if (!isFlag && !isEmpty(capability[part])) return false;
    }
  }
  return true;
}

function isPlainInfo(value: unknown): boolean {
  if (!isFields(value) || typeof value.name !== 'string' || typeof value.version !== 'string') return false;
  return Object.values(value).every((part) => typeof part === 'string');
}

function isEmpty(value: unknown): boolean {
  return isFields(value) && Object.keys(value).length === 0;
}

function isFields(value: unknown): value is Fields {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
