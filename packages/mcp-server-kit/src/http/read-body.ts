// Reads a request's body up to a limit.
import type { IncomingMessage } from 'node:http';

/** The outcome of reading a body. */
export type Body = { readonly text: string } | { readonly tooLarge: true } | { readonly aborted: true };

/**
 * Reads the body as UTF-8, at most `maxBytes` long. A longer one is not kept: a declared length is refused
 * before anything is read, an undeclared one as soon as it passes the limit.
 */
export function readBody(req: IncomingMessage, maxBytes: number): Promise<Body> {
  return new Promise((resolve) => {
    if (Number(req.headers['content-length'] ?? 0) > maxBytes) {
      resolve({ tooLarge: true });
      return;
    }
    const chunks: Buffer[] = [];
    let size = 0;
    req.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBytes) {
        req.removeAllListeners('data');
        req.pause();
        resolve({ tooLarge: true });
        return;
      }
      chunks.push(chunk);
    });
    req.once('end', () => {
      const [only] = chunks;
      const bytes = chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks);
      resolve({ text: bytes.toString('utf8') });
    });
    req.once('error', () => resolve({ aborted: true }));
    req.once('close', () => resolve({ aborted: true }));
  });
}
