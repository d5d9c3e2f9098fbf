// Errors that SDK v2 answers by itself: they quote the request, which may be long.
import type { RpcMessage } from '../messages.ts';

/** The most characters of one text in such an error: a sentence of the SDK with what it quotes. */
const MAX_CHARS = 400;

/** `message`; an error with its texts cut short. */
export function shortRefusal(message: RpcMessage): RpcMessage {
  if (message.error === undefined) return message;
  const error = JSON.parse(JSON.stringify(message.error), (_key, value: unknown) =>
    typeof value === 'string' && value.length > MAX_CHARS ? `${value.slice(0, MAX_CHARS)}…` : value,
  );
  return { ...message, error };
}
