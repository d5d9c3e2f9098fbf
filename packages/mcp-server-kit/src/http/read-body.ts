// Reads a request's body up to a limit.
import type { IncomingMessage } from 'node:http';
import type { BodyBudget, FullShare } from './body-budget.ts';

/** The outcome of reading a body. */
export type Body =
  | { readonly text: string }
  | { readonly tooLarge: true }
  | { readonly aborted: true }
  | { readonly full: FullShare }
  | { readonly tooMany: true };

/** What a piece of a body takes besides its bytes. */
const OVERHEAD_BYTES = 256;

/**
 * Reads the body as UTF-8, at most `maxBytes` long, while `budget` has room for it. One that is refused is not kept
 * but read to its end all the same (the server's `requestTimeout` bounds that): a client that is still writing would
 * never see the refusal. One body too many is let in if it has arrived whole by the end of the turn: those of others
 * behind the same address go on.
 */
export function readBody(
  req: IncomingMessage,
  maxBytes: number,
  budget: BodyBudget,
  clientKey: string,
): Promise<Body> {
  return new Promise((resolve) => {
    const expected = Number(req.headers['content-length'] ?? Number.POSITIVE_INFINITY);
    let chunks: Buffer[] = [];
    let size = 0;
    let held = 0;
    let isOver = false;
    // The first outcome counts.
    const finish = (body: Body): void => {
      if (isOver) return;
      isOver = true;
      chunks = [];
      budget.end(clientKey);
      budget.give(clientKey, held);
      held = 0;
      resolve(body);
    };
    if (!budget.begin(clientKey)) setImmediate(finish, { tooMany: true });
    if (expected > maxBytes && expected !== Number.POSITIVE_INFINITY) finish({ tooLarge: true });
    req.on('data', (chunk: Buffer) => {
      if (isOver) return;
      size += chunk.length;
      if (size > maxBytes) {
        finish({ tooLarge: true });
        return;
      }
      chunks.push(chunk);
      // With its last piece a body is about to be read, so that a small one never waits for room.
      if (size === expected) return;
      const bytes = chunk.length + OVERHEAD_BYTES;
      const full = budget.take(clientKey, bytes);
      if (full === undefined) held += bytes;
      else finish({ full });
    });
    // Not `once`, which costs an object for each of them.
    req.on('end', () => {
      if (isOver) return;
      const [only] = chunks;
      const bytes = chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks);
      finish({ text: bytes.toString('utf8') });
    });
    req.on('error', () => finish({ aborted: true }));
    req.on('close', () => finish({ aborted: true }));
  });
}
