/*
 * A tenant `pay` with Applications on a hub: what sync statuses are tested on.
 */
import { KubernetesObject } from '../model';
import { platformSchema } from '../platform';
import { UnknownEntry, arraySnapshot } from '../snapshot';
import { smallPlatform } from './smallPlatform';
import { syncStatus } from '../status/sync';

const [dev, prod] = smallPlatform().environments;
export const platform = platformSchema.parse({
  ...smallPlatform(),
  environments: [
    {
      ...dev,
      cluster: 'spoke',
      argocd: { ...dev.argocd, url: 'https://argo.example.com/' },
    },
    prod,
  ],
});

export const revision = 'a'.repeat(40);
export const older = 'b'.repeat(40);

export const namespace = (
  name: string,
  environment: string,
): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: {
    name,
    labels: {
      'tenancy.groundwork.dev/tenant': 'pay',
      'tenancy.groundwork.dev/environment': environment,
    },
  },
});

/** An Application of tenant `pay` in `dev` with this status. */
export function application(
  status: unknown,
  rest: {
    name?: string;
    namespace?: string;
    project?: string;
    automated?: unknown;
    operation?: unknown;
  } = {},
): KubernetesObject {
  const {
    name = 'pay-dev',
    namespace: home = 'argocd',
    project = 'pay-dev',
  } = rest;
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: {
      name,
      namespace: home,
      labels: {
        'tenancy.groundwork.dev/tenant': 'pay',
        'tenancy.groundwork.dev/environment': 'dev',
      },
    },
    spec: {
      project,
      syncPolicy:
        rest.automated === undefined ? {} : { automated: rest.automated },
    },
    ...(rest.operation === undefined ? {} : { operation: rest.operation }),
    ...(status === undefined ? {} : { status }),
  };
}

export const healthy = {
  sync: { status: 'Synced', revision },
  health: { status: 'Healthy' },
  history: [{ id: 1, revision, deployedAt: '2026-01-01T10:00:00Z' }],
  operationState: {
    phase: 'Succeeded',
    syncResult: { revision },
    finishedAt: '2026-01-01T10:00:01Z',
  },
};

/** The sync status of tenant `pay` where the hub holds these objects. */
export function statusOf(
  hub: KubernetesObject[],
  unknowns: UnknownEntry[] = [],
  environments = ['dev'],
) {
  const snapshot = arraySnapshot(
    [
      { cluster: 'hub', objects: hub, asOf: 5 },
      { cluster: 'spoke', objects: [namespace('pay', 'dev')], asOf: 6 },
      { cluster: 'prod', objects: [], asOf: 7 },
    ],
    unknowns,
  );
  return syncStatus({ name: 'pay', environments }, snapshot, {
    platform,
    now: 10,
    facts: {
      revisions: {
        [revision]: {
          value: { message: 'Raise pool size', author: 'A. Ng' },
          asOf: 1,
          source: 'git',
        },
      },
    },
  });
}

/** The verdict on one Application alone. */
export const verdictOf = (app: KubernetesObject) => {
  const [environment] = statusOf([app]).environments;
  return { state: environment.state, why: environment.why };
};
