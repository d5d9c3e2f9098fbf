// Reads a request's body up to a limit.
import type { IncomingMessage } from 'node:http';

/** The outcome of reading a body. */
export type Body = { readonly text: string } | { readonly tooLarge: true } | { readonly aborted: true };

/**
 * Reads the body as UTF-8, at most `maxBytes` long. A longer one is not kept but read to its end all the same
 * (the server's `requestTimeout` bounds that): a client that is still writing would never see the refusal.
 */
export function readBody(req: IncomingMessage, maxBytes: number): Promise<Body> {
  return new Promise((resolve) => {
    let chunks: Buffer[] = [];
    let size = 0;
    const refuse = (): void => {
      chunks = [];
      resolve({ tooLarge: true });
    };
    if (Number(req.headers['content-length'] ?? 0) > maxBytes) refuse();
    req.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBytes) refuse();
      else chunks.push(chunk);
    });
    // The first outcome counts. Not `once`, which costs an object for each of them.
    req.on('end', () => {
      const [only] = chunks;
      const bytes = chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks);
      resolve({ text: bytes.toString('utf8') });
    });
    req.on('error', () => resolve({ aborted: true }));
    req.on('close', () => resolve({ aborted: true }));
  });
}
