// Clients that do not stop: keep-alive, slow calls, uploads in pieces and open streams. Every failure is counted.
import { Agent, type ClientRequest, type IncomingMessage, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

/** What the clients saw. */
export interface Tally {
  /** Answers that were complete and right, by kind. */
  ok: Record<string, number>;
  failures: string[];
}

/** A load that goes on. */
export interface Load {
  /** Ends it and gives what it saw, once every request is answered. */
  stop(): Promise<Tally>;
}

const UPLOAD_PIECES = 5;
const MAX_WAIT_MS = 10_000;

/** Starts clients against 127.0.0.1. */
export function startLoad(port: number): Load {
  const tally: Tally = { ok: {}, failures: [] };
  const ended = new AbortController();
  const agents: Agent[] = [];

  async function loop(kind: string, once: (agent: Agent) => Promise<void>): Promise<void> {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    agents.push(agent);
    while (!ended.signal.aborted) {
      try {
        await once(agent);
        tally.ok[kind] = (tally.ok[kind] ?? 0) + 1;
      } catch (error) {
        tally.failures.push(`${new Date().toISOString()} ${kind}: ${String(error)}`);
      }
    }
  }

  const send = (path: string, agent: Agent, write: (req: ClientRequest) => unknown = (req) => req.end()) =>
    new Promise<IncomingMessage>((resolve, reject) => {
      const isStream = path === '/events';
      const req = request({
        host: '127.0.0.1',
        port,
        path,
        agent,
        method: path === '/upload' ? 'POST' : 'GET',
        headers: isStream ? { accept: 'text/event-stream' } : {},
        // What is never answered is a failure too.
        ...(!isStream && { signal: AbortSignal.timeout(MAX_WAIT_MS) }),
      });
      req.once('response', resolve).once('error', reject);
      write(req);
    });

  async function expectText(res: IncomingMessage, expected: string): Promise<void> {
    let text = '';
    for await (const chunk of res.setEncoding('utf8')) text += chunk;
    if (res.statusCode !== 200 || text !== expected)
      throw new Error(`${res.statusCode} ${text.slice(0, 80)}`);
  }

  const quick = async (agent: Agent): Promise<void> => {
    await expectText(await send('/quick', agent), 'quick');
    await wait(2);
  };
  const slow = async (agent: Agent): Promise<void> => {
    const ms = Math.round(50 + Math.random() * 1500);
    await expectText(await send(`/slow?ms=${ms}`, agent), 'slow');
  };
  const upload = async (agent: Agent): Promise<void> => {
    const piece = Buffer.alloc(10_000, 1);
    const res = await send('/upload', agent, async (req) => {
      for (let count = 0; count < UPLOAD_PIECES && !req.destroyed; count++) {
        req.write(piece);
        await wait(60);
      }
      req.end();
    });
    await expectText(res, String(UPLOAD_PIECES * piece.length));
  };
  // A stream is right when it began and its last event says that the server goes.
  const stream = async (agent: Agent): Promise<void> => {
    const res = await send('/events', agent);
    if (res.statusCode !== 200) {
      res.resume();
      throw new Error(`${res.statusCode}`);
    }
    const hangUp = (): void => void res.destroy();
    // The end may have come before the answer.
    if (ended.signal.aborted) return hangUp();
    ended.signal.addEventListener('abort', hangUp);
    let text = '';
    try {
      for await (const chunk of res.setEncoding('utf8')) text += chunk;
    } catch (error) {
      if (!ended.signal.aborted) throw error;
      return;
    } finally {
      ended.signal.removeEventListener('abort', hangUp);
    }
    if (!text.endsWith('event: shutdown\ndata: {}\n\n')) throw new Error(`ended with ${text.slice(-40)}`);
  };

  const clients = [
    ...Array.from({ length: 8 }, () => loop('quick', quick)),
    ...Array.from({ length: 6 }, () => loop('slow', slow)),
    ...Array.from({ length: 3 }, () => loop('upload', upload)),
    ...Array.from({ length: 4 }, () => loop('stream', stream)),
  ];
  return {
    async stop() {
      ended.abort();
      await Promise.all(clients);
      for (const agent of agents) agent.destroy();
      return tally;
    },
  };
}
