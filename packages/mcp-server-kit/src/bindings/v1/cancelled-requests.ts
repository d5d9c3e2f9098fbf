// Requests that a client cancels over HTTP: the SDK gives no answer to one, and leaves the stream of its POST open for it.
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { isRequest, type RequestId, type RpcMessage } from '../messages.ts';

/** The requests of one POST. */
interface Post {
  readonly waiting: Set<RequestId>;
  readonly cancelled: Set<RequestId>;
}

/**
 * Watches both directions of `transport`, to which a Server has been connected.
 * @param end - Gets the requests of one POST that were cancelled, once there is an answer to all others.
 */
export function superviseCancelled(
  transport: Transport,
  end: (cancelled: Iterable<RequestId>) => void,
): void {
  const postOf = new Map<unknown, Post>();
  // By what the SDK says of the POST: the same object for each of its messages.
  const posts = new WeakMap<object, Post>();
  const leave = (id: unknown, isCancelled: boolean): void => {
    const post = postOf.get(id);
    if (post === undefined) return;
    postOf.delete(id);
    post.waiting.delete(id as RequestId);
    if (isCancelled) post.cancelled.add(id as RequestId);
    // Not before the rest of the POST has been handed on.
    queueMicrotask(() => {
      if (post.waiting.size > 0 || post.cancelled.size === 0) return;
      end([...post.cancelled]);
      post.cancelled.clear();
    });
  };
  const { onmessage } = transport;
  const send = transport.send.bind(transport);
  transport.onmessage = (given, extra) => {
    const message = given as RpcMessage;
    const { requestInfo } = extra ?? {};
    if (isRequest(message) && requestInfo !== undefined) {
      const post = posts.get(requestInfo) ?? { waiting: new Set(), cancelled: new Set() };
      posts.set(requestInfo, post);
      post.waiting.add(message.id);
      postOf.set(message.id, post);
    }
    onmessage?.(given, extra);
    if (message.method === 'notifications/cancelled') leave(message.params?.requestId, true);
  };
  transport.send = async (given, options) => {
    const { id, method } = given as RpcMessage;
    try {
      await send(given, options);
    } finally {
      if (method === undefined) leave(id, false);
    }
  };
}
