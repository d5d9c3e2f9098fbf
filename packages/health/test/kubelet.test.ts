// What Kubernetes makes of the answers: each behaviour that its documentation gives to probes.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createHealth, type Health, type HealthOptions } from '../src/index.ts';
import { type Child, startChild } from './support/child.ts';
import { type Container, Kubelet, type PodSpec } from './support/kubelet.ts';

/** A pod whose containers are servers in this process. Each start makes a new one. */
function pod(spec: PodSpec, options: HealthOptions = {}, secondMs?: number) {
  const asked: string[] = [];
  const seen: { health: Health; status: number | undefined; starts: number } = {
    health: createHealth(),
    status: undefined,
    starts: 0,
  };
  const start = async (): Promise<Container> => {
    const health = createHealth(options);
    seen.health = health;
    seen.starts++;
    let hasEnded = false;
    const server = createServer((request, response) => {
      asked.push(request.url ?? '');
      if (seen.status !== undefined)
        response.writeHead(seen.status, { location: 'http://127.0.0.1:1/' }).end();
      else health.handle(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const kill = (): void => {
      hasEnded = true;
      server.closeAllConnections();
      server.close();
    };
    return {
      port: (server.address() as AddressInfo).port,
      kill,
      get hasEnded() {
        return hasEnded;
      },
    };
  };
  const kubelet = new Kubelet(spec, start, secondMs);
  onTestFinished(() => kubelet.close());
  return { kubelet, asked, seen, count: (path: string) => asked.filter((each) => each === path).length };
}

const startupProbe = { path: '/startupz', periodSeconds: 2, failureThreshold: 5 };
const livenessProbe = { path: '/livez', periodSeconds: 10 };
const readinessProbe = { path: '/readyz', periodSeconds: 5 };

describe('the startup probe', () => {
  it('keeps the others back until it passes, and is not asked again', async () => {
    const { kubelet, asked, seen, count } = pod(
      { startupProbe, livenessProbe, readinessProbe },
      { isStarting: true },
    );
    await kubelet.pass(7);
    expect(new Set(asked)).toEqual(new Set(['/startupz']));
    expect([kubelet.isStarted, kubelet.isEndpoint]).toEqual([false, false]);
    seen.health.markStarted();
    await kubelet.pass(4);
    expect([kubelet.isStarted, kubelet.isEndpoint]).toEqual([true, true]);
    const once = count('/startupz');
    await kubelet.pass(30);
    expect(count('/startupz')).toBe(once);
    expect(count('/livez')).toBeGreaterThan(0);
    expect(kubelet.restarts).toBe(0);
  });

  it('has a container restarted that does not start within failureThreshold times periodSeconds', async () => {
    const { kubelet, seen, count } = pod({ startupProbe, livenessProbe }, { isStarting: true });
    await kubelet.until(() => kubelet.restarts === 1);
    expect(kubelet.events).toEqual(['0 start', '8 startup failed', '8 SIGTERM', '9 ended']);
    expect(count('/livez')).toBe(0);
    // The new one begins anew.
    await kubelet.pass(1);
    seen.health.markStarted();
    await kubelet.pass(20);
    expect([kubelet.isStarted, kubelet.restarts, seen.starts]).toEqual([true, 1, 2]);
  });

  it('when there is none, the others begin at once', async () => {
    const { kubelet } = pod({ livenessProbe, readinessProbe });
    await kubelet.pass(1);
    expect([kubelet.isStarted, kubelet.isEndpoint]).toEqual([true, true]);
  });
});

describe('the readiness probe', () => {
  it('takes a pod out of the Service after failureThreshold failures, and never restarts it', async () => {
    let isDown = false;
    const check = () => (isDown ? Promise.reject(new Error('down')) : 1);
    const checks = [{ name: 'db', check, cacheMs: 0 }];
    const { kubelet } = pod(
      { livenessProbe, readinessProbe: { ...readinessProbe, successThreshold: 2 } },
      { checks },
    );
    // Not an endpoint before it has passed as often as it has to.
    await kubelet.pass(5);
    expect(kubelet.isEndpoint).toBe(false);
    await kubelet.pass(1);
    expect(kubelet.isEndpoint).toBe(true);
    isDown = true;
    await kubelet.pass(14);
    expect(kubelet.isEndpoint).toBe(true);
    await kubelet.pass(1);
    expect(kubelet.isEndpoint).toBe(false);
    await kubelet.pass(600);
    expect(kubelet.restarts).toBe(0);
    isDown = false;
    await kubelet.pass(10);
    expect(kubelet.isEndpoint).toBe(true);
  });

  it('is not moved by single failures', async () => {
    let probes = 0;
    const check = () => (++probes % 3 === 0 ? 1 : Promise.reject(new Error('down')));
    const { kubelet } = pod({ readinessProbe }, { checks: [{ name: 'db', check, cacheMs: 0 }] });
    await kubelet.pass(11);
    expect(kubelet.isEndpoint).toBe(true);
    await kubelet.pass(200);
    expect(kubelet.isEndpoint).toBe(true);
  });

  it('passes with a warning, so that a check that is not critical takes no pod out', async () => {
    const check = () => Promise.reject(new Error('down'));
    const { kubelet } = pod({ readinessProbe }, { checks: [{ name: 'cache', critical: false, check }] });
    await kubelet.pass(60);
    expect(kubelet.isEndpoint).toBe(true);
  });

  it('gets a 503 in time from a hung dependency, while liveness passes', async () => {
    const checks = [{ name: 'db', check: () => new Promise(() => {}), timeoutMs: 50, cacheMs: 0 }];
    const { kubelet, count } = pod({ livenessProbe, readinessProbe }, { checks });
    await kubelet.pass(31);
    expect(count('/readyz')).toBe(7);
    expect([kubelet.isEndpoint, kubelet.restarts]).toEqual([false, 0]);
  });

  it('fails when the answer takes longer than timeoutSeconds', async () => {
    const check = () => new Promise((resolve) => setTimeout(resolve, 300));
    const checks = [{ name: 'db', check, cacheMs: 0 }];
    const slow = pod({ readinessProbe: { ...readinessProbe, timeoutSeconds: 2 } }, { checks }, 50);
    await slow.kubelet.pass(1);
    expect(slow.kubelet.isEndpoint).toBe(false);
    const patient = pod({ readinessProbe: { ...readinessProbe, timeoutSeconds: 200 } }, { checks }, 50);
    await patient.kubelet.pass(1);
    expect(patient.kubelet.isEndpoint).toBe(true);
  });

  it('begins after initialDelaySeconds; until then the pod is not ready', async () => {
    const { kubelet, count } = pod({ readinessProbe: { ...readinessProbe, initialDelaySeconds: 7 } });
    await kubelet.pass(7);
    expect([kubelet.isEndpoint, count('/readyz')]).toEqual([false, 0]);
    await kubelet.pass(1);
    expect([kubelet.isEndpoint, count('/readyz')]).toEqual([true, 1]);
  });
});

describe('the liveness probe', () => {
  it('never sees a dependency, nor a drain', async () => {
    const check = () => Promise.reject(new Error('down'));
    const { kubelet, seen } = pod({ livenessProbe }, { checks: [{ name: 'db', check }] });
    await kubelet.pass(50);
    seen.health.startDraining();
    await kubelet.pass(50);
    expect(kubelet.restarts).toBe(0);
  });

  it('has a container restarted after failureThreshold failures in a row, and not before', async () => {
    const { kubelet, seen } = pod({ livenessProbe });
    await kubelet.pass(5);
    seen.status = 500;
    await kubelet.pass(20);
    seen.status = undefined;
    await kubelet.pass(10);
    seen.status = 500;
    await kubelet.pass(20);
    expect(kubelet.restarts).toBe(0);
    await kubelet.until(() => kubelet.restarts === 1);
    expect(kubelet.events).toEqual(['0 start', '60 liveness failed', '60 SIGTERM', '61 ended']);
  });

  it.each([
    [200, 0],
    [302, 0],
    [399, 0],
    [400, 1],
    [503, 1],
  ])('takes a %i for %i', async (status, restarts) => {
    const { kubelet, seen } = pod({ livenessProbe });
    seen.status = status;
    await kubelet.pass(22);
    expect(kubelet.restarts).toBe(restarts);
  });
});

describe('processes', () => {
  /** A container that is a real process; the last word of the line with `said` is its port. */
  function processPod(spec: PodSpec, fixture: string, said: string, env: NodeJS.ProcessEnv = {}) {
    const children: Child[] = [];
    const start = async (): Promise<Container> => {
      const child = startChild(fixture, [], env);
      children.push(child);
      let hasEnded = false;
      void child.ended.then(() => {
        hasEnded = true;
      });
      const port = Number((await child.said(said)).split(' ').at(-1));
      return {
        port,
        kill: (signal) => child.kill(signal),
        get hasEnded() {
          return hasEnded;
        },
      };
    };
    const kubelet = new Kubelet(spec, start);
    onTestFinished(() => kubelet.close());
    return { kubelet, children };
  }

  it('a stuck main thread is restarted; it cannot heed SIGTERM, so the probe has a short grace of its own', async () => {
    const probe = { path: '/livez', periodSeconds: 1, failureThreshold: 2, terminationGracePeriodSeconds: 3 };
    const { kubelet, children } = processPod({ livenessProbe: probe }, 'stuck-main.ts', 'watched on');
    await kubelet.pass(2);
    children[0]?.kill('SIGUSR2');
    await children[0]?.said('stuck');
    await kubelet.until(() => kubelet.restarts === 1, 100);
    expect(await children[0]?.ended).toMatchObject({ signal: 'SIGKILL' });
    const [failed = 0, term, kill] = ['liveness failed', 'SIGTERM', 'SIGKILL'].map((what) =>
      Number.parseInt(kubelet.events.find((event) => event.endsWith(what)) ?? '', 10),
    );
    expect([term, kill]).toEqual([failed, failed + 3]);
    await kubelet.until(() => kubelet.isEndpoint);
  });

  it('a deleted pod gets preStop, then SIGTERM; it is not ready, is not asked for liveness, and leaves with 0', async () => {
    const spec = {
      livenessProbe: { ...livenessProbe, periodSeconds: 1 },
      readinessProbe: { ...readinessProbe, periodSeconds: 1, failureThreshold: 1 },
      preStopSeconds: 2,
      terminationGracePeriodSeconds: 1000,
    };
    const env = { DELAY_MS: '400', GRACE_MS: '10000' };
    const { kubelet, children } = processPod(spec, 'replica-main.ts', 'listening', env);
    await kubelet.until(() => kubelet.isEndpoint, 10);
    kubelet.delete();
    expect([kubelet.isEndpoint, kubelet.isServing]).toEqual([false, true]);
    await kubelet.until(() => !kubelet.isServing, 10);
    // It still serves: the delay is not over.
    expect(kubelet.isGone).toBe(false);
    await kubelet.until(() => kubelet.isGone, 10);
    expect(await children[0]?.ended).toMatchObject({ code: 0, signal: null });
    expect(kubelet.events.map((event) => event.replace(/^\d+ /, ''))).toEqual([
      'start',
      'readiness passed',
      'SIGTERM',
      'readiness failed',
      'ended',
    ]);
  });

  it('a pod that does not leave within its grace period is killed', async () => {
    const env = { DELAY_MS: '60000', GRACE_MS: '90000' };
    const spec = { readinessProbe, preStopSeconds: 1, terminationGracePeriodSeconds: 3 };
    const { kubelet, children } = processPod(spec, 'replica-main.ts', 'listening', env);
    await kubelet.until(() => kubelet.isEndpoint, 10);
    kubelet.delete();
    await kubelet.until(() => kubelet.isGone, 30);
    expect(await children[0]?.ended).toMatchObject({ signal: 'SIGKILL' });
    const [, , term, kill] = kubelet.events.map((event) => Number.parseInt(event, 10));
    // The hook has taken one of the three seconds.
    expect((kill ?? 0) - (term ?? 0)).toBe(2);
  });
});
