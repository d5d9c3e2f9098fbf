// What an SDK does with a message that it does not understand: it reports an error and answers nothing, and the
// client would wait for ever. This answers in its place.
import { isRequest, type RpcMessage, rpcError } from './messages.ts';

/** Delivers messages and notices the ones that the SDK refuses. */
export interface Refusals {
  /** To be called from the SDK's `onerror`. */
  noticed(): void;
  /** Hands `message` to the SDK and to `answer` what to say if it was refused there and then. */
  deliver(
    message: RpcMessage,
    handOver: (message: RpcMessage) => void,
    answer: (error: RpcMessage) => void,
  ): void;
}

/** Makes the watch over one SDK object. */
export function createRefusals(): Refusals {
  let wasRefused = false;
  return {
    noticed() {
      wasRefused = true;
    },
    deliver(message, handOver, answer) {
      wasRefused = false;
      handOver(message);
      if (wasRefused && isRequest(message)) {
        answer(rpcError(-32600, 'Invalid request: not a JSON-RPC request as MCP has it', message.id));
      }
      wasRefused = false;
    },
  };
}
