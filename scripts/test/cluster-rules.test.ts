import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { checkCluster } from '../lib/cluster-rules.ts';
import { repositoryRoot } from '../lib/workspace.ts';

const folder = join(repositoryRoot, 'deploy/kustomize');
const load = (path: string) => parse(readFileSync(join(folder, path), 'utf8'));
const base = () =>
  readdirSync(join(folder, 'base'))
    .filter((name) => name !== 'kustomization.yaml')
    .map((name) => load(`base/${name}`));

type Path = readonly (string | number)[];

/** The base, with one value of one object replaced. */
function changed(kind: string, path: Path, value: unknown): unknown[] {
  const objects = base();
  let at = objects.find((object) => object.kind === kind);
  for (const key of path.slice(0, -1)) at = at[key];
  at[path.at(-1) ?? ''] = value;
  return objects;
}

const TEMPLATE = ['spec', 'template', 'spec'];

describe('checkCluster', () => {
  it('passes the base', () => expect(checkCluster(base())).toEqual([]));

  it.each<[string, string, Path, unknown, string]>([
    [
      'an image that changes by itself',
      'Deployment',
      [...TEMPLATE, 'containers', 0, 'image'],
      'a.example/b:latest',
      'not one version',
    ],
    [
      'an image without a tag',
      'Deployment',
      [...TEMPLATE, 'containers', 0, 'image'],
      'a.example:5000/b',
      'not one',
    ],
    [
      'a spread of other pods',
      'Deployment',
      [...TEMPLATE, 'topologySpreadConstraints', 0, 'labelSelector', 'matchLabels', 'app'],
      'other',
      'topologySpreadConstraint',
    ],
    ['a budget for nobody', 'PodDisruptionBudget', ['spec', 'selector'], {}, 'PodDisruptionBudget'],
    [
      'a policy for others',
      'NetworkPolicy',
      ['spec', 'podSelector', 'matchLabels', 'app'],
      'x',
      'does not select',
    ],
    [
      'a policy that shuts clients out',
      'NetworkPolicy',
      ['spec', 'ingress', 0, 'ports', 0, 'port'],
      8080,
      'nobody reach PORT 8000',
    ],
    [
      'metrics for everybody',
      'NetworkPolicy',
      ['spec', 'ingress', 1, 'from'],
      [],
      'lets everybody reach port 9464',
    ],
    [
      'metrics for neighbours',
      'NetworkPolicy',
      ['spec', 'ingress', 1, 'from', 0],
      { podSelector: {} },
      'pods beside the server reach port 9464',
    ],
  ])('catches %s', (_what, kind, path, value, problem) => {
    expect(checkCluster(changed(kind, path, value)).join('\n')).toContain(problem);
  });

  it('catches an autoscaler of another Deployment, and replicas beside it', () => {
    const scaler = load('components/autoscaling/autoscaler.yaml');
    scaler.spec.scaleTargetRef.name = 'other';
    expect(checkCluster([...base(), scaler])).toEqual([
      'the HorizontalPodAutoscaler does not scale the Deployment',
      'the Deployment has replicas of its own beside the HorizontalPodAutoscaler',
    ]);
  });
});
