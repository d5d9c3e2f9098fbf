// A service with one dependency, and how its readiness behaves: measured by the proof, held by the suite.
import { Agent, createServer, request } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { createHttpCheck } from '../../src/checks/http.ts';
import { createHealth, type HealthCheck } from '../../src/index.ts';

/** One answer to a probe. */
interface Answer {
  status: number | undefined;
  tookMs: number;
}

/** One while a dependency hangs. */
interface LateAnswer extends Answer {
  /** What a bare timer of the same length took: how late the machine was. */
  timerMs: number;
}

async function withService<T>(
  check: HealthCheck,
  use: (probe: () => Promise<Answer>) => Promise<T>,
): Promise<T> {
  const health = createHealth({ checks: [check] });
  const server = createServer((req, res) => void health.handle(req, res));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const agent = new Agent({ keepAlive: true });
  const probe = (): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const startedAt = performance.now();
      const req = request({ host: '127.0.0.1', port, path: '/ready', agent }, (res) => {
        res.resume().once('end', () => {
          resolve({ status: res.statusCode, tookMs: performance.now() - startedAt });
        });
      });
      req.once('error', reject).end();
    });
  try {
    return await use(probe);
  } finally {
    agent.destroy();
    server.close();
  }
}

/** Asks for readiness, one time after the other, while a dependency takes connections and says nothing. */
export async function probeHungDependency(timeoutMs: number, times: number): Promise<LateAnswer[]> {
  const hung = createTcpServer((socket) => socket.on('error', () => {}));
  await new Promise<void>((resolve) => hung.listen(0, '127.0.0.1', resolve));
  const { port } = hung.address() as AddressInfo;
  const check = createHttpCheck({ url: `http://127.0.0.1:${port}/`, timeoutMs, cacheMs: 0 });
  try {
    return await withService(check, async (probe) => {
      const answers: LateAnswer[] = [];
      for (let time = 0; time < times; time++) {
        const [answer, timerMs] = await Promise.all([probe(), measureTimer(timeoutMs)]);
        answers.push({ ...answer, timerMs });
      }
      return answers;
    });
  } finally {
    hung.close();
  }
}

function measureTimer(ms: number): Promise<number> {
  const startedAt = performance.now();
  return new Promise((resolve) => setTimeout(() => resolve(performance.now() - startedAt), ms));
}

/** What a storm of probes came to. */
export interface Storm {
  probes: number;
  runs: number;
  /** The least time between the starts of two runs. */
  leastGapMs: number;
  lastedMs: number;
}

/** Asks for readiness `perSecond` times a second. */
export async function probeStorm(perSecond: number, seconds: number, cacheMs: number): Promise<Storm> {
  const startedAt: number[] = [];
  const check = (): Promise<void> => {
    startedAt.push(performance.now());
    return new Promise((resolve) => setTimeout(resolve, 5));
  };
  return withService({ name: 'db', check, cacheMs }, async (probe) => {
    const begin = performance.now();
    const asked: Promise<Answer>[] = [];
    while (asked.length < perSecond * seconds) {
      const due = ((performance.now() - begin) / 1000) * perSecond;
      while (asked.length < Math.min(due, perSecond * seconds)) asked.push(probe());
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    const answers = await Promise.all(asked);
    if (answers.some(({ status }) => status !== 200)) throw new Error('A probe was not answered with 200');
    const gaps = startedAt.slice(1).map((at, index) => at - (startedAt[index] ?? 0));
    const lastedMs = performance.now() - begin;
    return { probes: answers.length, runs: startedAt.length, leastGapMs: Math.min(...gaps), lastedMs };
  });
}
