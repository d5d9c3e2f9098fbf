// `initialize` and `ping`, which SDK v1 answers by itself: on their way through its transport they are put on record,
// and an `initialize` that says too little is refused in words.
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import type { JSONRPCMessage } from '@modelcontextprotocol/sdk/types.js';
import type { AuditScope } from '../../guards/audit.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { isRequest, type RequestId, type RpcMessage, V1_OWN } from '../messages.ts';
import { initializeFault } from './initialize-fault.ts';

/** Those that wait for an answer; a client that sends more at once has gaps in its record, and costs no memory. */
const MAX_WAITING = 100;

/** Watches both directions of `transport`, to which a Server has been connected. */
export function superviseOwn(
  transport: Transport,
  runtime: Runtime,
  info: Pick<AuditScope, 'transport' | 'clientKey'>,
): void {
  const waiting = new Map<RequestId, { method: string; startedAt: number }>();
  const { onmessage } = transport;
  const send = transport.send.bind(transport);
  transport.onmessage = (given, extra) => {
    const message = given as RpcMessage;
    if (isRequest(message) && V1_OWN.has(message.method)) {
      if (waiting.size < MAX_WAITING) {
        waiting.set(message.id, { method: message.method, startedAt: performance.now() });
      }
      const fault = initializeFault(message, runtime);
      if (fault !== undefined) {
        void transport.send(fault as JSONRPCMessage).catch(() => {});
        return;
      }
    }
    onmessage?.(given, extra);
  };
  transport.send = (given, options) => {
    const { id, method, error } = given as RpcMessage;
    const asked = method === undefined && id !== undefined && id !== null ? waiting.get(id) : undefined;
    if (asked !== undefined && id !== undefined && id !== null) {
      waiting.delete(id);
      runtime.note(asked.method, { era: '2025', ...info, requestId: id }, asked.startedAt, error?.code);
    }
    return send(given, options);
  };
}
