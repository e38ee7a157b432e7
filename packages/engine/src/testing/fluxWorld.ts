import { KubernetesObject, Known } from '../model';
import { fluxStatus } from '../status/flux';
import { cardPlatform, cardWorld, minutesAgo, now } from './cardWorld';

/* Objects of Flux for tests of the sync card. */

export const commit = 'a'.repeat(40);
export const newer = 'b'.repeat(40);
export const platform = cardPlatform();
export const [environment] = platform.environments;
export const options = { platform, now, namespace: 'pay' };

export const condition = (
  type: string,
  status: string,
  reason: string,
  message: string,
  minutes = 5,
) => ({
  type,
  status,
  reason,
  message,
  lastTransitionTime: minutesAgo(minutes),
});

export const kustomization = (
  status: object,
  spec: object = {},
  metadata: object = {},
): KubernetesObject => ({
  apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
  kind: 'Kustomization',
  metadata: {
    name: 'apps',
    namespace: 'flux-system',
    generation: 2,
    ...metadata,
  },
  spec: {
    interval: '10m',
    sourceRef: { kind: 'GitRepository', name: 'estate' },
    ...spec,
  },
  status: { observedGeneration: 2, ...status },
});

export const applied = {
  lastAppliedRevision: `main@sha1:${commit}`,
  lastAttemptedRevision: `main@sha1:${commit}`,
};
export const ready = {
  ...applied,
  conditions: [
    condition('Ready', 'True', 'ReconciliationSucceeded', 'Applied revision'),
  ],
};

export const release = (
  status: object,
  spec: object = {},
): KubernetesObject => ({
  apiVersion: 'helm.toolkit.fluxcd.io/v2',
  kind: 'HelmRelease',
  metadata: { name: 'web', namespace: 'pay', generation: 1 },
  spec: { chart: { spec: { chart: 'web', sourceRef: {} } }, ...spec },
  status: { observedGeneration: 1, helmChart: 'pay/pay-web', ...status },
});

export const source = (
  status: object,
  spec: object = {},
): Known<readonly KubernetesObject[]> => ({
  value: [
    {
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'GitRepository',
      metadata: { name: 'estate', namespace: 'flux-system' },
      spec,
      status,
    },
  ],
  asOf: now,
  source: 'cluster',
});
export const nothing: Known<readonly KubernetesObject[]> = {
  value: [],
  asOf: now,
  source: 'cluster',
};

export const statusOf = (
  object: KubernetesObject,
  from?: Known<readonly KubernetesObject[]>,
  world = cardWorld([]),
) =>
  fluxStatus(
    { object, ...(from ? { source: from } : {}) },
    environment,
    world,
    options,
  );
