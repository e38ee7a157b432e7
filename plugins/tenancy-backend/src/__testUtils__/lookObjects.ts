import type { Entity } from '@backstage/catalog-model';
import type { KubernetesObject } from '@groundwork/engine';

/** Kinds that portals look at, for clusters of tests. */
export const lookKinds = [
  ['apps', 'v1', 'Deployment', 'deployments'],
  ['', 'v1', 'Service', 'services'],
  ['argoproj.io', 'v1alpha1', 'AppProject', 'appprojects'],
  ['external-secrets.io', 'v1', 'ExternalSecret', 'externalsecrets'],
  ['gateway.networking.k8s.io', 'v1', 'Gateway', 'gateways'],
  ['gateway.networking.k8s.io', 'v1', 'GatewayClass', 'gatewayclasses'],
  ['gateway.networking.k8s.io', 'v1', 'HTTPRoute', 'httproutes'],
] as const;

export const namespace = (
  name: string,
  labels: Record<string, string> = {},
  annotations: Record<string, string> = {},
): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, labels, annotations },
});

export const deployment = (
  home: string,
  name: string,
  labels: Record<string, string> = {},
): KubernetesObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace: home, labels, generation: 1 },
  spec: {
    replicas: 1,
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name, ...labels } },
      spec: { containers: [{ name, image: `registry/${name}:1` }] },
    },
  },
  status: { observedGeneration: 1, replicas: 1, readyReplicas: 1 },
});

export const project = (
  name: string,
  labels: Record<string, string> = {},
  home = 'argocd',
): KubernetesObject => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'AppProject',
  metadata: { name, namespace: home, labels },
  spec: {},
});

export const application = (
  name: string,
  options: {
    home?: string;
    project?: string;
    to?: string;
    destination?: object;
    labels?: Record<string, string>;
    status?: object;
  } = {},
): KubernetesObject => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
  metadata: {
    name,
    namespace: options.home ?? 'argocd',
    labels: options.labels ?? {},
  },
  spec: {
    project: options.project ?? 'payments',
    destination: {
      server: 'https://kubernetes.default.svc',
      namespace: options.to ?? 'payments',
      ...options.destination,
    },
    source: { repoURL: 'https://git.example.com/a.git', path: '.' },
  },
  status: {
    sync: { status: 'Synced', revision: 'abc' },
    health: { status: 'Healthy' },
    resources: [],
    ...options.status,
  },
});

export const component = (
  name: string,
  annotations: Record<string, string>,
  {
    owner = 'group:default/payments',
    kind = 'Component',
    home = 'default',
  } = {},
): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name, namespace: home, annotations },
  spec: { type: 'service', lifecycle: 'production', owner },
  relations: [{ type: 'ownedBy', targetRef: owner }],
});
