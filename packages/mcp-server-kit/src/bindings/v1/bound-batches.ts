// What waits for a client that does not read the answer to a batch in its session.
import type { ServerResponse } from 'node:http';
import type { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { Backlog } from '../backlog.ts';
import { isRequest, type RequestId, type RpcMessage } from '../messages.ts';

/**
 * Bounds what waits on the streams of batches.
 * @returns What has to be told of each batch before `transport` is.
 */
export function boundBatches(
  transport: StreamableHTTPServerTransport,
  maxUnreadBytes: number,
): (batch: readonly RpcMessage[], res: ServerResponse) => void {
  const backlogs = new Map<RequestId, Backlog>();
  const send = transport.send.bind(transport);
  transport.send = async (message, about) => {
    const id = about?.relatedRequestId;
    if (id !== undefined && !('id' in message)) backlogs.get(id)?.add(message);
    await send(message, about);
  };
  return (batch, res) => {
    if (res.closed) return;
    const backlog = new Backlog(res, maxUnreadBytes);
    const requests = batch.filter(isRequest);
    for (const { id } of requests) backlogs.set(id, backlog);
    res.once('close', () => {
      for (const { id } of requests) if (backlogs.get(id) === backlog) backlogs.delete(id);
    });
  };
}
