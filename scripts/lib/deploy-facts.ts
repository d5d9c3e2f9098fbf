// Reads what deploys the server (Kubernetes objects, kitt.yml, Dockerfile) into one shape to compare.
import type { DockerfileFacts } from './dockerfile.ts';
import { stopTimeMs } from './stop-time.ts';

/** One place that sets up the server, as the check compares it with the server itself. */
export interface DeployFacts {
  place: string;
  env: Record<string, string>;
  /** Ports that must all be the one the server listens on, by where they stand. */
  ports: Record<string, number>;
  /** Paths that a probe asks for. */
  probePaths: string[];
  /** How long the server has between its SIGTERM and being killed. */
  graceSeconds?: number;
  /** How long a preStop hook keeps SIGTERM back. */
  preStopSeconds?: number;
}

interface Container {
  env?: { name: string; value?: string }[];
  ports?: { containerPort: number }[];
  lifecycle?: { preStop?: { exec?: { command: string[] } } };
  [probe: `${string}Probe`]: { httpGet?: { path: string; port: number } } | undefined;
}

interface KubernetesObject {
  kind: string;
  spec: {
    ports?: { targetPort: number }[];
    template?: { spec: { containers: Container[]; terminationGracePeriodSeconds?: number } };
  };
}

/** The Deployment and its Service, as `kubectl kustomize` renders them. */
export function kubernetesFacts(objects: readonly unknown[]): DeployFacts {
  const facts: DeployFacts = { place: 'deploy/kustomize/base', env: {}, ports: {}, probePaths: [] };
  for (const object of objects as KubernetesObject[]) {
    for (const { targetPort } of object.spec.ports ?? []) facts.ports['Service targetPort'] = targetPort;
    const pod = object.spec.template?.spec;
    if (pod?.terminationGracePeriodSeconds !== undefined)
      facts.graceSeconds = pod.terminationGracePeriodSeconds;
    for (const container of pod?.containers ?? []) {
      for (const { name, value } of container.env ?? []) facts.env[name] = value ?? '';
      for (const { containerPort } of container.ports ?? []) facts.ports.containerPort = containerPort;
      const [command, seconds] = container.lifecycle?.preStop?.exec?.command ?? [];
      if (facts.graceSeconds !== undefined && command === 'sleep') {
        facts.preStopSeconds = Number(seconds);
        facts.graceSeconds -= facts.preStopSeconds;
      }
      for (const probe of ['livenessProbe', 'readinessProbe', 'startupProbe'] as const) {
        const request = container[probe]?.httpGet;
        if (request === undefined) continue;
        facts.probePaths.push(request.path);
        facts.ports[`${probe} port`] = request.port;
      }
    }
  }
  return facts;
}

interface KittValues {
  env?: Record<string, string>;
  networking?: { internalPort: number };
  startupProbe?: { path: string };
  livenessProbe?: { path: string };
  readinessProbe?: { path: string };
}

interface KittFile {
  build: { docker: { app: { dockerFile: string } } };
  deploy: { helm: { values: KittValues }; stages: { helm?: { values?: KittValues } }[] };
}

/** kitt.yml; the values of every stage are laid over the common ones. */
export function kittFacts(file: unknown): DeployFacts & { dockerFile: string } {
  const { build, deploy } = file as KittFile;
  const { env = {}, networking, startupProbe, livenessProbe, readinessProbe } = deploy.helm.values;
  const facts: DeployFacts = { place: 'deploy/kitt.yml', env: { ...env }, ports: {}, probePaths: [] };
  for (const stage of deploy.stages) Object.assign(facts.env, stage.helm?.values?.env);
  if (networking !== undefined) facts.ports['networking.internalPort'] = networking.internalPort;
  for (const probe of [startupProbe, livenessProbe, readinessProbe])
    if (probe !== undefined) facts.probePaths.push(probe.path);
  return { ...facts, dockerFile: build.docker.app.dockerFile };
}

/** The image's own defaults. */
export function imageFacts({ env, exposed, healthPath }: DockerfileFacts): DeployFacts {
  const ports = Object.fromEntries(exposed.map((port) => [`EXPOSE ${port}`, port]));
  return { place: 'deploy/Dockerfile', env, ports, probePaths: healthPath === undefined ? [] : [healthPath] };
}

/** The environment variables that a commander `--help` names: `(default: 3000, env: PORT)`. */
export function envNamesInHelp(help: string): Set<string> {
  const names = help.replace(/\s+/g, ' ').matchAll(/[(,] ?env: ([A-Z][A-Z0-9_]*)\)/g);
  return new Set([...names].map(([, name = '']) => name));
}

/** The default that `--help` gives for a variable: `(default: 3000, env: PORT)`. */
export function defaultInHelp(help: string, name: string): string | undefined {
  return new RegExp(`\\(default: ([^()]*), env: ${name}\\)`).exec(help.replace(/\s+/g, ' '))?.[1];
}

/** What is wrong with one place, given the names that the server reads (none: they could not be learnt). */
export function checkFacts(facts: DeployFacts, known: ReadonlySet<string>): string[] {
  const { place, env, ports, probePaths, graceSeconds, preStopSeconds = 0 } = facts;
  const problems: string[] = [];
  for (const name of Object.keys(env)) {
    if (known.size > 0 && !known.has(name))
      problems.push(`${place} sets ${name}, which the server does not read`);
  }
  for (const [where, port] of Object.entries(ports)) {
    if (String(port) !== env.PORT) problems.push(`${place}: ${where} is ${port}, PORT is ${env.PORT}`);
  }
  if (env.HOST !== '0.0.0.0') problems.push(`${place}: HOST is ${env.HOST}, so nothing outside can connect`);
  if (Object.keys(ports).length === 0) problems.push(`${place} names no port`);
  if (probePaths.length === 0) problems.push(`${place} has no probe`);
  if (graceSeconds !== undefined) {
    const stopMs = stopTimeMs(env);
    if (stopMs >= graceSeconds * 1000) {
      problems.push(
        `${place}: the server is killed ${graceSeconds} s after SIGTERM, DRAIN_DELAY_MS, SHUTDOWN_GRACE_MS and closing come to ${stopMs} ms`,
      );
    }
    if (Number(env.DRAIN_DELAY_MS ?? 0) === 0 && preStopSeconds === 0) {
      problems.push(`${place}: the server stops while requests are still sent to it, set DRAIN_DELAY_MS`);
    }
  }
  return problems;
}
