// Answers /health and /ready: alive as long as it answers, ready when the documents are indexed and can be read.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { DocumentStore } from './store/document-store.ts';

/** The probes of one server. */
export interface Probes {
  /** Answers a probe; `false` for any other request. */
  handle(req: IncomingMessage, res: ServerResponse): boolean;
  markReady(): void;
  /** Readiness fails from now on; liveness does not. */
  startDraining(): void;
}

/** Makes the probes. Until {@link Probes.markReady} the server is alive but not ready. */
export function createProbes(store: Pick<DocumentStore, 'check'>): Probes {
  let state: 'indexing' | 'ready' | 'stopping' = 'indexing';

  async function readiness(): Promise<string | undefined> {
    if (state !== 'ready') return state;
    try {
      await store.check();
      return undefined;
    } catch {
      return 'store unavailable';
    }
  }

  return {
    handle(req, res) {
      const path = (req.url ?? '').split('?', 1)[0];
      if (path !== '/health' && path !== '/ready') return false;
      if (req.method !== 'GET' && req.method !== 'HEAD') {
        res.writeHead(405, { allow: 'GET, HEAD' }).end();
      } else if (path === '/health') {
        reply(res, 200, { status: 'healthy' });
      } else {
        void readiness().then((reason) =>
          reason === undefined
            ? reply(res, 200, { status: 'ready' })
            : reply(res, 503, { status: 'not ready', reason }),
        );
      }
      return true;
    },
    markReady() {
      if (state === 'indexing') state = 'ready';
    },
    startDraining() {
      state = 'stopping';
    },
  };
}

function reply(res: ServerResponse, status: number, body: object): void {
  res.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  res.end(JSON.stringify(body));
}
