// The rules by which a kubelet probes, restarts and stops one container, as Kubernetes documents them. A second passes
// when a test says so; requests and processes are real.
import { request } from 'node:http';

/** A probe of a container, with the names and defaults of Kubernetes. */
interface Probe {
  path: string;
  initialDelaySeconds?: number;
  periodSeconds?: number;
  timeoutSeconds?: number;
  successThreshold?: number;
  failureThreshold?: number;
  /** Instead of the pod's, when this probe has the container killed. */
  terminationGracePeriodSeconds?: number;
}

/** What is said of a pod. */
export interface PodSpec {
  startupProbe?: Probe;
  livenessProbe?: Probe;
  readinessProbe?: Probe;
  terminationGracePeriodSeconds?: number;
  preStopSeconds?: number;
}

/** A container that runs. */
export interface Container {
  port: number;
  kill(signal: 'SIGTERM' | 'SIGKILL'): void;
  readonly hasEnded: boolean;
}

type Kind = 'startup' | 'liveness' | 'readiness';

interface Worker {
  readonly kind: Kind;
  readonly probe: Required<Omit<Probe, 'terminationGracePeriodSeconds'>> & Probe;
  result: boolean | undefined;
  last: boolean | undefined;
  run: number;
}

/** One pod on one node. */
export class Kubelet {
  /** What happened, in order: `12 liveness failed`, `12 SIGTERM`, `15 restart`. */
  readonly events: string[] = [];
  restarts = 0;
  isDeleted = false;
  isGone = false;
  /** How long a second of a timeout is. */
  readonly secondMs: number;
  readonly #spec: PodSpec;
  readonly #start: () => Promise<Container>;
  #container: Container | undefined;
  #workers: Worker[] = [];
  #now = 0;
  #startedAt = 0;
  /** When the container is killed: set while it is being stopped. */
  #killAt: number | undefined;
  #termAt: number | undefined;

  constructor(spec: PodSpec, start: () => Promise<Container>, secondMs = 1000) {
    this.#spec = spec;
    this.#start = start;
    this.secondMs = secondMs;
  }

  /** Whether the container has started in the eyes of its startup probe; without one, at once. */
  get isStarted(): boolean {
    return this.#container !== undefined && this.#hasStarted();
  }

  /** Whether Services send requests here. */
  get isEndpoint(): boolean {
    if (this.#container === undefined || this.isDeleted || !this.isStarted) return false;
    return this.#worker('readiness')?.result ?? true;
  }

  /** What the readiness probe says, whether or not Services still listen to it. */
  get isServing(): boolean {
    return this.#worker('readiness')?.result ?? true;
  }

  /** Deletes the pod, as a rolling update does. */
  delete(): void {
    this.isDeleted = true;
    this.#stop(this.#spec.terminationGracePeriodSeconds ?? 30);
  }

  /** Ends whatever runs. */
  close(): void {
    this.#container?.kill('SIGKILL');
  }

  /** Lets seconds pass. */
  async pass(seconds: number): Promise<void> {
    for (let second = 0; second < seconds; second++) await this.#tick();
  }

  /** Lets seconds pass until something holds, each of them as long as `tickMs`. */
  async until(holds: () => boolean, tickMs = 0): Promise<void> {
    for (let second = 0; !holds(); second++) {
      if (second > 1000) throw new Error(`It does not happen:\n${this.events.join('\n')}`);
      await this.#tick();
      await new Promise((resolve) => setTimeout(resolve, tickMs));
    }
  }

  async #tick(): Promise<void> {
    if (this.#container === undefined && !this.isGone) await this.#run();
    else if (this.#container?.hasEnded) this.#ended();
    else if (this.#killAt !== undefined) this.#goOnStopping();
    if (this.#container !== undefined) {
      const at = this.#now - this.#startedAt;
      // Startup first, so that the others may follow within the same second.
      for (const worker of this.#workers) {
        const { initialDelaySeconds, periodSeconds } = worker.probe;
        if (at < initialDelaySeconds || (at - initialDelaySeconds) % periodSeconds !== 0) continue;
        if (this.#isAsked(worker)) await this.#ask(worker, this.#container);
      }
    }
    this.#now++;
  }

  #isAsked({ kind, result }: Worker): boolean {
    if (kind === 'startup') return result !== true && this.#killAt === undefined;
    // A pod that is being deleted is asked for readiness to the end, and for nothing else.
    if (kind === 'liveness' && this.#killAt !== undefined) return false;
    return this.#hasStarted();
  }

  async #ask(worker: Worker, container: Container): Promise<void> {
    const { kind, probe } = worker;
    const success = await get(container.port, probe.path, probe.timeoutSeconds * this.secondMs);
    worker.run = worker.last === success ? worker.run + 1 : 1;
    worker.last = success;
    if (worker.run < (success ? probe.successThreshold : probe.failureThreshold)) return;
    if (worker.result !== success) this.#log(`${kind} ${success ? 'passed' : 'failed'}`);
    worker.result = success;
    if (success || kind === 'readiness' || this.#killAt !== undefined) return;
    const { terminationGracePeriodSeconds: own } = probe;
    this.#stop(own ?? this.#spec.terminationGracePeriodSeconds ?? 30);
  }

  async #run(): Promise<void> {
    this.#container = await this.#start();
    this.#startedAt = this.#now;
    this.#workers = [];
    for (const kind of ['startup', 'liveness', 'readiness'] as const) {
      const given = this.#spec[`${kind}Probe`];
      if (given === undefined) continue;
      const probe = {
        initialDelaySeconds: 0,
        periodSeconds: 10,
        timeoutSeconds: 1,
        successThreshold: 1,
        failureThreshold: 3,
        ...given,
      };
      if (kind !== 'readiness' && probe.successThreshold !== 1) throw new Error('successThreshold must be 1');
      // Until it is asked, a container is alive and not ready.
      const result = kind === 'startup' ? undefined : kind === 'liveness';
      this.#workers.push({ kind, probe, result, last: undefined, run: 0 });
    }
    this.#log('start');
  }

  /** The grace period covers the preStop hook as well. */
  #stop(graceSeconds: number): void {
    if (this.#killAt !== undefined) return;
    this.#killAt = this.#now + graceSeconds;
    this.#termAt = this.#now + (this.#spec.preStopSeconds ?? 0);
    this.#goOnStopping();
  }

  #goOnStopping(): void {
    if (this.#termAt !== undefined && this.#now >= this.#termAt) {
      this.#termAt = undefined;
      this.#signal('SIGTERM');
    }
    if (this.#killAt !== undefined && this.#now >= this.#killAt) this.#signal('SIGKILL');
  }

  #signal(signal: 'SIGTERM' | 'SIGKILL'): void {
    this.#log(signal);
    this.#container?.kill(signal);
  }

  #ended(): void {
    this.#container = undefined;
    this.#killAt = undefined;
    this.#termAt = undefined;
    this.#log('ended');
    if (this.isDeleted) this.isGone = true;
    else this.restarts++;
  }

  #worker(kind: Kind): Worker | undefined {
    return this.#workers.find((worker) => worker.kind === kind);
  }

  #hasStarted(): boolean {
    const startup = this.#worker('startup');
    return startup === undefined || startup.result === true;
  }

  #log(what: string): void {
    this.events.push(`${this.#now} ${what}`);
  }
}

/** A probe has succeeded when a status from 200 to 399 came in time. */
function get(port: number, path: string, timeoutMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const signal = AbortSignal.timeout(timeoutMs);
    const req = request({ host: '127.0.0.1', port, path, signal, agent: false }, (res) => {
      const { statusCode = 0 } = res.resume();
      resolve(statusCode >= 200 && statusCode < 400);
    });
    req.once('error', () => resolve(false)).end();
  });
}
