/*
 * A tenant `pay` with Applications on a hub: what sync statuses are tested on.
 */
import { Facts, KubernetesObject } from '../model';
import { Platform, platformSchema } from '../platform';
import { UnknownEntry, arraySnapshot } from '../snapshot';
import { smallPlatform } from '../testUtils/smallPlatform';
import { CommitHistory, syncStatus } from '../status/sync';

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

export const repository = 'https://git.example.com/estate.git';

/** The shared repository, newest commit first: each with the folders that it touched. */
export function historyOf(
  ...commits: Array<{
    commit: string;
    touched: string[];
    seenAt?: number;
    message?: string;
    author?: string;
  }>
): CommitHistory {
  return new CommitHistory([
    {
      repository,
      branch: 'main',
      asOf: 1,
      source: 'git tenants',
      commits: commits.map(each => ({
        message: `Commit ${each.commit[0]}`,
        author: `Author ${each.commit[0]}`,
        at: 2,
        ...each,
        touched: new Set(each.touched),
      })),
    },
  ]);
}

const commits = historyOf({
  commit: revision,
  touched: ['tenants/pay/dev'],
  message: 'Raise pool size',
  author: 'A. Ng',
});

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
    metadata?: object;
    spec?: object;
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
      ...rest.metadata,
    },
    spec: {
      project,
      source: {
        repoURL: repository,
        path: 'tenants/pay/dev',
        targetRevision: 'main',
      },
      ...rest.spec,
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
  more: {
    facts?: Facts;
    now?: number;
    /** Of the cluster that is deployed to. */
    spoke?: KubernetesObject[];
    requested?: boolean;
    platform?: Platform;
  } = {},
) {
  const snapshot = arraySnapshot(
    [
      { cluster: 'hub', objects: hub, asOf: 5 },
      {
        cluster: 'spoke',
        objects: [namespace('pay', 'dev'), ...(more.spoke ?? [])],
        asOf: 6,
      },
      { cluster: 'prod', objects: [], asOf: 7 },
    ],
    unknowns,
  );
  const { requested } = more;
  return syncStatus({ name: 'pay', environments, requested }, snapshot, {
    platform: more.platform ?? platform,
    now: more.now ?? 10,
    facts: more.facts ?? { commits },
  });
}

/** The verdict on one Application alone. */
export const verdictOf = (
  app: KubernetesObject,
  more: Parameters<typeof statusOf>[3] = {},
) => {
  const [environment] = statusOf([app], [], ['dev'], more).environments;
  return { state: environment.state, why: environment.why };
};

/** A Deployment of tenant `pay` that runs as it should. */
export const deployment = (name = 'web', more: object = {}) =>
  ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'pay', generation: 1 },
    spec: { replicas: 1 },
    status: {
      observedGeneration: 1,
      replicas: 1,
      updatedReplicas: 1,
      availableReplicas: 1,
    },
    ...more,
  } as KubernetesObject);

/** How `status.resources` names that Deployment. */
export const web = {
  group: 'apps',
  kind: 'Deployment',
  namespace: 'pay',
  name: 'web',
};

/** The first Application of `dev`, as cards show it a minute after ten. */
export const shown = (
  objects: KubernetesObject[],
  more: Parameters<typeof statusOf>[3] = {},
) =>
  statusOf(objects, [], ['dev'], {
    now: Date.parse('2026-01-01T10:01:00Z'),
    ...more,
  }).environments[0].applications[0];
