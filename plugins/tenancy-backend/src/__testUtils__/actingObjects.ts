import type { KubernetesObject } from '@groundwork/engine';
import { tenancyConfig } from './startPortal';

export const CANARY = 'canary-of-the-acting-token';
export const commit = (n: number) => n.toString(16).padStart(40, '0');
export const appPath = (name: string) =>
  `/apis/argoproj.io/v1alpha1/namespaces/argocd/applications/${name}`;
export const deploymentPath = (home: string) =>
  `/apis/apps/v1/namespaces/${home}/deployments/web`;
export const secretPath =
  '/apis/external-secrets.io/v1/namespaces/pay/externalsecrets/db';
export const fencePath = ({ kind, metadata }: KubernetesObject) =>
  `/apis/admissionregistration.k8s.io/v1/${
    kind === 'ValidatingAdmissionPolicy'
      ? 'validatingadmissionpolicies'
      : 'validatingadmissionpolicybindings'
  }/${metadata.name}`;
export const actions = 'tenants/pay/environments/dev/actions';
export const key = 'click-0001';

export function application(
  tenant: string,
  change: Record<string, unknown> = {},
  name = `${tenant}-dev`,
): KubernetesObject {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: {
      name,
      namespace: 'argocd',
      labels: {
        'tenancy.groundwork.dev/tenant': tenant,
        'tenancy.groundwork.dev/environment': 'dev',
      },
    },
    spec: {
      project: `${tenant}-dev`,
      source: {
        repoURL: tenancyConfig.repository.url,
        path: `tenants/${tenant}/dev`,
        targetRevision: 'main',
      },
      destination: { name: 'one', namespace: tenant },
      syncPolicy: { syncOptions: ['FailOnSharedResource=true'] },
    },
    status: {
      sync: { status: 'OutOfSync', revision: commit(2) },
      health: { status: 'Healthy' },
      history: [
        { id: 0, revision: commit(1), deployedAt: '2026-11-01T10:00:00Z' },
        { id: 1, revision: 'a'.repeat(40) },
      ],
      resources: [
        {
          group: 'apps',
          version: 'v1',
          kind: 'Deployment',
          namespace: tenant,
          name: 'web',
          status: 'OutOfSync',
        },
      ],
    },
    ...change,
  };
}

export function namespace(name: string): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name,
      labels: {
        'tenancy.groundwork.dev/tenant': name,
        'tenancy.groundwork.dev/environment': 'dev',
      },
    },
  };
}

export const deployment = (home: string): KubernetesObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: home },
  spec: {
    selector: { matchLabels: { app: 'web' } },
    template: { metadata: { labels: { app: 'web' } }, spec: {} },
  },
});

export const externalSecret: KubernetesObject = {
  apiVersion: 'external-secrets.io/v1',
  kind: 'ExternalSecret',
  metadata: { name: 'db', namespace: 'pay' },
  spec: {},
};
