import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import {
  checkFacts,
  defaultInHelp,
  envNamesInHelp,
  imageFacts,
  kittFacts,
  kubernetesFacts,
} from '../lib/deploy-facts.ts';
import { readDockerfile } from '../lib/dockerfile.ts';
import { repositoryRoot } from '../lib/workspace.ts';

const load = (path: string) => parse(readFileSync(join(repositoryRoot, 'deploy', path), 'utf8')) as unknown;
const known = new Set(['HOST', 'PORT', 'DRAIN_DELAY_MS', 'SHUTDOWN_GRACE_MS']);
const good = {
  place: 'deploy',
  env: { HOST: '0.0.0.0', PORT: '8000', DRAIN_DELAY_MS: '5000', SHUTDOWN_GRACE_MS: '20000' },
  ports: { containerPort: 8000 },
  probePaths: ['/health'],
  graceSeconds: 30,
};

it('reads the Deployment and Service of this repository', () => {
  const facts = kubernetesFacts(
    ['deployment.yaml', 'service.yaml'].map((name) => load(`kustomize/base/${name}`)),
  );
  expect(facts.ports).toEqual({
    containerPort: 8000,
    'Service targetPort': 8000,
    'livenessProbe port': 8000,
    'readinessProbe port': 8000,
    'startupProbe port': 8000,
  });
  expect(facts.probePaths).toEqual(['/health', '/ready', '/startupz']);
  expect(facts.env.OTEL_EXPORTER_OTLP_ENDPOINT).toBe('http://universal-tracing:4318');
  expect(facts.graceSeconds).toBe(30);
});

it('takes the time of a preStop hook from that of the pod', () => {
  const deployment = load('kustomize/base/deployment.yaml') as {
    spec: { template: { spec: { containers: object[] } } };
  };
  const lifecycle = { preStop: { exec: { command: ['sleep', '5'] } } };
  Object.assign(deployment.spec.template.spec.containers[0] ?? {}, { lifecycle });
  expect(kubernetesFacts([deployment])).toMatchObject({ graceSeconds: 25, preStopSeconds: 5 });
});

it('reads the kitt.yml of this repository', () => {
  const facts = kittFacts(load('kitt.yml'));
  expect(facts.ports).toEqual({ 'networking.internalPort': 8000 });
  expect(facts.probePaths).toEqual(['/startupz', '/health', '/ready']);
  expect(facts.env.PORT).toBe('8000');
  expect(facts.dockerFile).toBe('deploy/Dockerfile');
});

it('takes a variable that only one stage of kitt.yml sets', () => {
  const file = load('kitt.yml') as { deploy: { stages: { helm: { values: { env: object } } }[] } };
  Object.assign(file.deploy.stages[0]?.helm.values.env ?? {}, { MISSPELT: 'x' });
  expect(kittFacts(file).env).toHaveProperty('MISSPELT');
});

describe('readDockerfile', () => {
  const text = `FROM a AS build
ENV BUILD_ONLY=1
COPY package.json packages ./
FROM b
COPY --from=build /app /app
# a comment
ENV HOST=0.0.0.0 NOTE="two words" \\
  PORT=8000
EXPOSE 8000
USER 1000:1000
HEALTHCHECK CMD ["node", "-e", "fetch(\`http://127.0.0.1:\${process.env.PORT}/health\`)"]
CMD ["node", "dist/main.js"]
`;

  it('reads the last stage, and what any stage copies from the repository', () => {
    expect(readDockerfile(text)).toEqual({
      copied: ['package.json', 'packages'],
      env: { HOST: '0.0.0.0', NOTE: 'two words', PORT: '8000' },
      exposed: [8000],
      user: '1000:1000',
      command: ['node', 'dist/main.js'],
      healthPath: '/health',
    });
  });

  it('does not take the shell form of CMD', () => {
    expect(readDockerfile('FROM a\nCMD node dist/main.js\n').command).toEqual([]);
  });

  it('feeds the same check as the manifests', () => {
    const facts = imageFacts(readDockerfile(text.replace('EXPOSE 8000', 'EXPOSE 8080')));
    expect(checkFacts(facts, known)).toEqual([
      'deploy/Dockerfile sets NOTE, which the server does not read',
      'deploy/Dockerfile: EXPOSE 8080 is 8080, PORT is 8000',
    ]);
  });
});

it('reads the names of variables from a wrapped help text', () => {
  const help =
    '  --port <n>  Port to listen\n     on (default: 3000, env:\n      PORT)\n --docs <dir>  (env: DOCS_DIR)\n environment: X';
  expect([...envNamesInHelp(help)]).toEqual(['PORT', 'DOCS_DIR']);
  expect(defaultInHelp(help, 'PORT')).toBe('3000');
  expect(defaultInHelp(help, 'DOCS_DIR')).toBeUndefined();
});

describe('checkFacts', () => {
  it('passes what agrees', () => expect(checkFacts(good, known)).toEqual([]));

  it.each([
    ['a variable nobody reads', { env: { ...good.env, PROT: '8000' } }, 'sets PROT'],
    ['another port', { ports: { containerPort: 8080 } }, 'containerPort is 8080, PORT is 8000'],
    ['no port', { ports: {} }, 'names no port'],
    ['a server that only it can reach', { env: { ...good.env, HOST: '127.0.0.1' } }, 'HOST is 127.0.0.1'],
    ['no probe', { probePaths: [] }, 'has no probe'],
    ['a pod killed while it drains', { graceSeconds: 27 }, 'is killed 27 s after SIGTERM'],
    [
      'a pod killed while it drains for as long as the server does by itself',
      { env: { HOST: '0.0.0.0', PORT: '8000', DRAIN_DELAY_MS: '5000' }, graceSeconds: 15 },
      'DRAIN_DELAY_MS, SHUTDOWN_GRACE_MS and closing come to 17000',
    ],
    [
      'a pod that stops at once',
      { env: { ...good.env, DRAIN_DELAY_MS: '0' } },
      'stops while requests are still sent to it',
    ],
  ])('catches %s', (_what, change, problem) => {
    const problems = checkFacts({ ...good, ...change }, known);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(problem);
  });
});
