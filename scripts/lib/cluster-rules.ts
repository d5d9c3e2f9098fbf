// What the objects of a cluster say of each other: who is meant, who may connect, what may run.
interface Labels {
  matchLabels?: Record<string, string>;
}

interface Peer {
  namespaceSelector?: object;
}

interface ClusterObject {
  kind: string;
  metadata: { name: string };
  spec: {
    replicas?: number;
    selector?: Labels & Record<string, unknown>;
    template?: {
      metadata: { labels: Record<string, string> };
      spec: {
        containers: { image: string; env?: { name: string; value?: string }[] }[];
        topologySpreadConstraints?: { labelSelector?: Labels }[];
      };
    };
    podSelector?: Labels;
    ingress?: { from?: Peer[]; ports?: { port: number }[] }[];
    maxUnavailable?: number;
    minReplicas?: number;
    scaleTargetRef?: { kind: string; name: string };
  };
}

/** What is wrong with one Deployment and what stands around it. */
export function checkCluster(objects: readonly unknown[]): string[] {
  const problems: string[] = [];
  const all = objects as ClusterObject[];
  const deployment = all.find(({ kind }) => kind === 'Deployment');
  const pod = deployment?.spec.template;
  if (deployment === undefined || pod === undefined) return ['there is no Deployment'];

  const expectPods = (what: string, selector: Labels | undefined): void => {
    const wanted = Object.entries(selector?.matchLabels ?? {});
    if (wanted.length === 0 || wanted.some(([label, value]) => pod.metadata.labels[label] !== value))
      problems.push(`${what} does not select the pods of the Deployment`);
  };

  for (const { image } of pod.spec.containers) {
    if (!/:(?!latest$)[\w.-]+$|@sha256:/.test(image))
      problems.push(`the image ${image} is not one version: it would change by itself`);
  }
  for (const { labelSelector } of pod.spec.topologySpreadConstraints ?? [])
    expectPods('a topologySpreadConstraint', labelSelector);
  const port = pod.spec.containers[0]?.env?.find(({ name }) => name === 'PORT')?.value;

  for (const { kind, spec } of all) {
    if (kind === 'PodDisruptionBudget') expectPods('the PodDisruptionBudget', spec.selector);
    if (kind === 'NetworkPolicy') {
      expectPods('the NetworkPolicy', spec.podSelector);
      checkIngress(spec.ingress ?? []);
    }
    if (kind === 'HorizontalPodAutoscaler') {
      const { kind: target, name } = spec.scaleTargetRef ?? {};
      if (target !== 'Deployment' || name !== deployment.metadata.name)
        problems.push('the HorizontalPodAutoscaler does not scale the Deployment');
      if (deployment.spec.replicas !== undefined)
        problems.push('the Deployment has replicas of its own beside the HorizontalPodAutoscaler');
    }
  }
  return problems;

  function checkIngress(rules: NonNullable<ClusterObject['spec']['ingress']>): void {
    if (!rules.some(({ ports = [] }) => ports.some((each) => String(each.port) === port)))
      problems.push(`the NetworkPolicy lets nobody reach PORT ${port}`);
    for (const { from = [], ports = [] } of rules) {
      const where = `port ${ports.map((each) => each.port).join(', ') || 'any'}`;
      if (from.length === 0) problems.push(`the NetworkPolicy lets everybody reach ${where}`);
      // Metrics are for the namespace of Prometheus alone.
      const isMetrics = ports.some((each) => String(each.port) !== port);
      if (isMetrics && from.some(({ namespaceSelector }) => namespaceSelector === undefined))
        problems.push(`the NetworkPolicy lets pods beside the server reach ${where}`);
    }
  }
}
