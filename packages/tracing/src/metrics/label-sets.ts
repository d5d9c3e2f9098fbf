// The label sets of calls and sessions, by the conventions, bounded in number. Each is made once and frozen: the scrubber
// knows by that that it has seen it.
import type { Attributes } from '@opentelemetry/api';
import { type AnyCall, addNetwork, addPeer, KEYS, targetKey } from '../spans/conventions.ts';
import type { McpSession } from '../telemetry.ts';
import { firstSeen, KNOWN_METHODS, KNOWN_VERSIONS, onlyKnown } from './labels.ts';

// Error types, JSON-RPC codes, hosts and kinds of redaction: few of each, unless somebody makes them up.
const MAX_OTHER_LABELS = 50;
const MAX_SETS = 2000;

type Connection = Pick<
  AnyCall,
  'transport' | 'httpVersion' | 'protocolVersion' | 'serverAddress' | 'serverPort'
>;

/** Makes label sets. */
export interface LabelSets {
  method(method: string): string;
  /** Everything of a call that is a label. */
  ofCall(call: AnyCall, errorType: string | undefined, statusCode: number | undefined): Attributes;
  /** Its method and its tool or prompt. */
  ofTarget(call: AnyCall): Attributes;
  ofSession(session: McpSession): Attributes;
  ofRedaction(type: string): Attributes;
}

/** @param names - The tools and prompts that there are; `undefined`: the first `maxNames` that are seen. */
export function createLabelSets(options: {
  readonly names: readonly string[] | undefined;
  readonly maxNames: number;
}): LabelSets {
  const { names, maxNames } = options;
  const method = onlyKnown(KNOWN_METHODS);
  const version = onlyKnown(KNOWN_VERSIONS);
  const name = names === undefined ? firstSeen(maxNames) : onlyKnown(names.slice(0, maxNames));
  const error = firstSeen(MAX_OTHER_LABELS);
  const status = firstSeen(MAX_OTHER_LABELS);
  const host = firstSeen(MAX_OTHER_LABELS);
  const redaction = firstSeen(MAX_OTHER_LABELS);
  const http = firstSeen(MAX_OTHER_LABELS);
  const sets = new Map<string, Attributes>();

  function unique(attributes: Attributes): Attributes {
    const key = JSON.stringify(attributes);
    const known = sets.get(key);
    if (known !== undefined) return known;
    if (sets.size >= MAX_SETS) sets.clear();
    sets.set(key, Object.freeze(attributes));
    return attributes;
  }

  function target(call: AnyCall): Attributes {
    const attributes: Attributes = { [KEYS.method]: method(call.method) };
    const key = targetKey(call);
    if (key !== undefined && call.target !== undefined) attributes[key] = name(call.target);
    if (call.method === 'tools/call') attributes[KEYS.operation] = 'execute_tool';
    return attributes;
  }

  function withConnection(attributes: Attributes, connection: Connection): Attributes {
    const { protocolVersion, serverAddress, httpVersion } = connection;
    if (protocolVersion !== undefined) attributes[KEYS.protocolVersion] = version(protocolVersion);
    addNetwork(attributes, { ...connection, httpVersion: httpVersion && http(httpVersion) });
    const address = serverAddress && host(serverAddress);
    addPeer(attributes, KEYS.serverAddress, address, KEYS.serverPort, connection.serverPort);
    return attributes;
  }

  function withError(attributes: Attributes, errorType: string | undefined): Attributes {
    if (errorType !== undefined) attributes[KEYS.errorType] = error(errorType);
    return attributes;
  }

  return {
    method,
    ofCall(call, errorType, statusCode) {
      const attributes = withError(target(call), errorType);
      if (statusCode !== undefined) attributes[KEYS.statusCode] = status(String(statusCode));
      return unique(withConnection(attributes, call));
    },
    ofTarget: (call) => unique(target(call)),
    ofSession: (session) => withConnection(withError({}, session.errorType), session),
    ofRedaction: (type) => ({ 'portcullis.redaction.type': redaction(type) }),
  };
}
