/*
 * A tenant `pay` in `dev`, with everything from Argo CD to its pods and all in order: what causes are tested on, one fault at a
 * time.
 */
import { Cause, KubernetesObject, SourceState } from '../model';
import { UnknownEntry, arraySnapshot } from '../snapshot';
import { causesOf } from '../status/causes';
import { networkStatus } from '../status/network';
import { quotasStatus } from '../status/quota';
import { secretsStatus } from '../status/secrets';
import { syncStatus } from '../status/sync';
import { workloadsStatus } from '../status/workloads';
import { platformSchema } from '../platform';
import { smallPlatform } from '../testUtils/smallPlatform';
import { inPay, minutesAgo, now } from './cardWorld';
import { estate } from './networkWorld';
import { application, namespace, revision } from './syncWorld';

const [dev, prod] = smallPlatform().environments;

export const causePlatform = platformSchema.parse({
  ...smallPlatform(),
  environments: [
    {
      ...dev,
      cluster: 'spoke',
      gateways: [
        {
          name: 'external',
          namespace: 'gateways',
          listeners: [{ name: 'https', protocol: 'HTTPS', port: 443 }],
          dataPlane: { namespace: 'gateways', podLabels: { app: 'envoy' } },
        },
      ],
    },
    prod,
  ],
});

const plain = (name: string): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name },
});

const condition = (type: string, status: string, rest: object = {}) => ({
  type,
  status,
  ...rest,
});

export const readyCondition = (status: string, reason = '', message = '') => ({
  conditions: [
    condition('Ready', status, {
      reason,
      message,
      lastTransitionTime: minutesAgo(20),
    }),
  ],
});

/** A Deployment whose pods carry `app: <name>`. */
export const deployment = (
  name: string,
  status: object = {},
  spec: object = {},
  podSpec: object = {},
) =>
  inPay('apps/v1', 'Deployment', name, {
    metadata: { generation: 1 },
    spec: {
      replicas: 2,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: {
          containers: [
            {
              name,
              image: `registry/${name}:1`,
              ports: [{ name: 'web', containerPort: 8080 }],
              env: [
                { name: 'URL', valueFrom: { secretKeyRef: { name: 'db' } } },
              ],
            },
          ],
          ...podSpec,
        },
      },
      ...spec,
    },
    status: {
      observedGeneration: 1,
      replicas: 2,
      readyReplicas: 2,
      updatedReplicas: 2,
      availableReplicas: 2,
      ...status,
    },
  });

/** A pod of a Deployment. */
export const pod = (
  name: string,
  of: string,
  status: object = {},
  rest: { metadata?: object; spec?: object } = {},
) =>
  inPay('v1', 'Pod', name, {
    metadata: {
      creationTimestamp: minutesAgo(30),
      labels: { app: of, 'pod-template-hash': '7d9' },
      ownerReferences: [
        {
          apiVersion: 'apps/v1',
          kind: 'ReplicaSet',
          name: `${of}-7d9`,
          uid: of,
          controller: true,
        },
      ],
      ...rest.metadata,
    },
    spec: {
      containers: [{ name: of, ports: [{ name: 'web', containerPort: 8080 }] }],
      ...rest.spec,
    },
    status: {
      phase: 'Running',
      podIP: '10.0.0.1',
      conditions: [condition('Ready', 'True')],
      ...status,
    },
  });

/** A pod whose container waits for a reason. */
export const waitingPod = (
  reason: string,
  message: string,
  name = 'web-7d9-a',
  of = 'web',
  container: object = {},
) =>
  pod(name, of, {
    podIP: undefined,
    conditions: [condition('Ready', 'False')],
    containerStatuses: [
      {
        name: of,
        ready: false,
        state: { waiting: { reason, message } },
        ...container,
      },
    ],
  });

export const externalSecret = (
  status: object = {
    ...readyCondition('True', 'SecretSynced'),
    refreshTime: minutesAgo(10),
  },
  name = 'db',
  store = { kind: 'ClusterSecretStore', name: 'vault' },
) =>
  inPay('external-secrets.io/v1', 'ExternalSecret', name, {
    spec: {
      secretStoreRef: store,
      refreshInterval: '1h',
      target: { name },
      data: [{ secretKey: 'url', remoteRef: { key: `pay/${name}` } }],
    },
    status,
  });

export const store = (status: object = readyCondition('True', 'Valid')) => ({
  apiVersion: 'external-secrets.io/v1',
  kind: 'ClusterSecretStore',
  metadata: { name: 'vault' },
  spec: { provider: { vault: { server: 'https://vault.example.com' } } },
  status,
});

export const certificate = (
  status: object = {
    ...readyCondition('True', 'Ready'),
    notAfter: minutesAgo(-60 * 24 * 60),
  },
) =>
  inPay('cert-manager.io/v1', 'Certificate', 'pay-tls', {
    spec: {
      secretName: 'pay-tls',
      dnsNames: ['pay.example.com'],
      issuerRef: { kind: 'ClusterIssuer', name: 'acme' },
    },
    status,
  });

export const issuer = (status: object = readyCondition('True')) => ({
  apiVersion: 'cert-manager.io/v1',
  kind: 'ClusterIssuer',
  metadata: { name: 'acme' },
  status,
});

export const quota = (used: object, name = 'compute') =>
  inPay('v1', 'ResourceQuota', name, {
    spec: { hard: { pods: '4', 'requests.cpu': '4' } },
    status: { used: { pods: '2', 'requests.cpu': '1', ...used } },
  });

/** An object as `status.resources` of an Application lists it. */
export const resource = (
  group: string,
  kind: string,
  name: string,
  rest: object = {},
) => ({ group, kind, name, namespace: 'pay', status: 'Synced', ...rest });

export const applicationStatus = (rest: object = {}) => ({
  sync: { status: 'Synced', revision },
  health: { status: 'Healthy' },
  reconciledAt: minutesAgo(1),
  history: [{ id: 1, revision, deployedAt: minutesAgo(60) }],
  operationState: {
    phase: 'Succeeded',
    syncResult: { revision },
    finishedAt: minutesAgo(60),
  },
  resources: [
    resource('apps', 'Deployment', 'web'),
    resource('gateway.networking.k8s.io', 'HTTPRoute', 'web'),
    resource('external-secrets.io', 'ExternalSecret', 'db'),
  ],
  ...rest,
});

/** An Application as its controller last saw it. */
export const app = (
  status: object = {},
  rest: Parameters<typeof application>[1] = {},
) => application(applicationStatus(status), rest);

/** What may be otherwise than in order. */
export interface Fault {
  hub?: KubernetesObject[];
  /** Objects of the cluster: those of the same kind and name stand for those that are in order. */
  spoke?: KubernetesObject[];
  without?: string[];
  gateway?: Parameters<typeof estate>[0]['gateway'];
  route?: KubernetesObject;
  slice?: Parameters<typeof estate>[0]['slice'];
  unknown?: UnknownEntry[];
  sources?: SourceState[];
}

const keyOf = ({ kind, metadata }: KubernetesObject) =>
  `${kind}/${metadata.name}`;

/** The cards of tenant `pay` with a fault, and the snapshot that they come from. */
export function cardsWith(fault: Fault = {}) {
  const base = [
    namespace('pay', 'dev'),
    plain('gateways'),
    plain('kube-system'),
    ...estate({
      ...(fault.gateway ? { gateway: fault.gateway } : {}),
      ...(fault.route ? { route: fault.route } : {}),
      ...(fault.slice ? { slice: fault.slice } : {}),
    }).filter(each => each.kind !== 'Pod'),
    deployment('web'),
    pod('web-7d9-a', 'web'),
    pod('web-7d9-b', 'web'),
    externalSecret(),
    store(),
    certificate(),
    issuer(),
    quota({}),
  ] as KubernetesObject[];
  const changed = new Set(fault.spoke?.map(keyOf));
  const snapshot = arraySnapshot(
    [
      { cluster: 'hub', objects: fault.hub ?? [app()], asOf: now },
      {
        cluster: 'spoke',
        objects: [
          ...base.filter(
            each =>
              !changed.has(keyOf(each)) &&
              !fault.without?.includes(keyOf(each)),
          ),
          ...(fault.spoke ?? []),
        ],
        asOf: now,
      },
      { cluster: 'prod', objects: [], asOf: now },
    ],
    fault.unknown ?? [],
  );
  const options = { platform: causePlatform, now };
  const tenant = { name: 'pay', environments: ['dev'] };
  const network = networkStatus(tenant, snapshot, options);
  const cards = {
    sync: syncStatus(tenant, snapshot, options),
    // That nothing isolates the pods is no fault of these worlds.
    network: { ...network, isolation: [] },
    secrets: secretsStatus(tenant, snapshot, options),
    workloads: workloadsStatus(tenant, snapshot, options),
    quota: quotasStatus(tenant, snapshot, options),
    sources: fault.sources ?? [],
  };
  return { cards, snapshot };
}

/** The causes that are told of a fault. */
export function causesWith(fault: Fault = {}): Cause[] {
  const { cards, snapshot } = cardsWith(fault);
  return causesOf(cards, snapshot);
}

/** Causes as people read them: whose turn it is in brackets, what follows below. */
export function toldOf(causes: readonly Cause[]): string[] {
  return causes.flatMap(cause => [
    `${cause.isWarning ? 'soon' : cause.state}: ${cause.text} (${
      cause.fixableBy ?? 'nobody'
    })`,
    ...cause.follows.map(({ text }) => `  ${text}`),
  ]);
}
