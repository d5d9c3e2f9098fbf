// `initialize` and `ping`, which SDK v1 answers by itself: seen on their way through its transport, for the audit record.
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import type { AuditScope } from '../../guards/audit.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { isRequest, type RequestId, type RpcMessage } from '../messages.ts';

const OWN: ReadonlySet<string> = new Set(['initialize', 'ping']);
/** Those that wait for an answer; a client that sends more at once has gaps in its record, and costs no memory. */
const MAX_WAITING = 100;

/** Gives `transport` back, with both of its directions watched. Call it before a Server is connected to it. */
export function noteOwn(
  transport: Transport,
  { note }: Runtime,
  info: Pick<AuditScope, 'transport' | 'clientKey'>,
): Transport {
  const waiting = new Map<RequestId, { method: string; startedAt: number }>();
  // The SDK keeps what is there and calls it first.
  transport.onmessage = (given) => {
    const message = given as RpcMessage;
    if (isRequest(message) && OWN.has(message.method) && waiting.size < MAX_WAITING) {
      waiting.set(message.id, { method: message.method, startedAt: performance.now() });
    }
  };
  const send = transport.send.bind(transport);
  transport.send = (given, options) => {
    const { id, method, error } = given as RpcMessage;
    const asked = method === undefined && id !== undefined && id !== null ? waiting.get(id) : undefined;
    if (asked !== undefined && id !== undefined && id !== null) {
      waiting.delete(id);
      note(asked.method, { era: '2025', ...info, requestId: id }, asked.startedAt, error?.code);
    }
    return send(given, options);
  };
  return transport;
}
