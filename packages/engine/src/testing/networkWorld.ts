/*
 * A tenant `pay` with a route, from its gateway to its pod: what network statuses are tested on.
 */
import { KubernetesObject } from '../model';
import { Environment, PlatformInput, platformSchema } from '../platform';
import { UnknownEntry, arraySnapshot } from '../snapshot';
import { smallPlatform } from '../testUtils/smallPlatform';
import { networkStatus } from '../status/network';

export type Changes = Record<string, unknown>;

const gatewayApi = 'gateway.networking.k8s.io/v1';
export const ok = (type: string, rest: Changes = {}) => ({
  type,
  status: 'True',
  reason: type,
  observedGeneration: 1,
  ...rest,
});

const klass = {
  apiVersion: gatewayApi,
  kind: 'GatewayClass',
  metadata: { name: 'cilium', generation: 1 },
  spec: { controllerName: 'example.com/controller' },
  status: { conditions: [ok('Accepted')] },
};

export const gateway = (
  changes: { spec?: Changes; status?: unknown } = {},
) => ({
  apiVersion: gatewayApi,
  kind: 'Gateway',
  metadata: { name: 'external', namespace: 'gateways', generation: 1 },
  spec: {
    gatewayClassName: 'cilium',
    listeners: [
      {
        name: 'https',
        port: 443,
        protocol: 'HTTPS',
        hostname: '*.example.com',
        allowedRoutes: { namespaces: { from: 'All' } },
      },
    ],
    ...changes.spec,
  },
  status:
    'status' in changes
      ? changes.status
      : {
          addresses: [{ value: '192.0.2.7' }],
          conditions: [ok('Accepted'), ok('Programmed')],
          listeners: [
            {
              name: 'https',
              conditions: [
                ok('Accepted'),
                ok('ResolvedRefs'),
                ok('Programmed'),
              ],
            },
          ],
        },
});

export const parent = (conditions: unknown[], rest: Changes = {}) => ({
  parentRef: { name: 'external', namespace: 'gateways' },
  controllerName: 'example.com/controller',
  conditions,
  ...rest,
});

export const route = (
  changes: { spec?: Changes; parents?: unknown[] } = {},
) => ({
  apiVersion: gatewayApi,
  kind: 'HTTPRoute',
  metadata: { name: 'web', namespace: 'pay', generation: 1 },
  spec: {
    parentRefs: [{ name: 'external', namespace: 'gateways' }],
    hostnames: ['pay.example.com'],
    rules: [{ backendRefs: [{ name: 'web', port: 80 }] }],
    ...changes.spec,
  },
  status: {
    parents: changes.parents ?? [parent([ok('Accepted'), ok('ResolvedRefs')])],
  },
});

const service = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web', namespace: 'pay' },
  spec: {
    selector: { app: 'web' },
    ports: [{ name: 'http', port: 80, targetPort: 'web' }],
  },
};

export const slice = (ready: boolean) => ({
  apiVersion: 'discovery.k8s.io/v1',
  kind: 'EndpointSlice',
  metadata: {
    name: 'web-x',
    namespace: 'pay',
    labels: { 'kubernetes.io/service-name': 'web' },
  },
  ports: [{ name: 'http', port: 8080 }],
  endpoints: [{ addresses: ['10.0.0.1'], conditions: { ready } }],
});

export const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web-1', namespace: 'pay', labels: { app: 'web' } },
  spec: {
    containers: [
      { name: 'web', ports: [{ name: 'web', containerPort: 8080 }] },
    ],
  },
  status: { phase: 'Running', podIP: '10.0.0.1' },
};

const namespace = (
  name: string,
  labels?: Record<string, string>,
): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, labels },
});
const namespaces = [
  namespace('pay', {
    'tenancy.groundwork.dev/tenant': 'pay',
    'tenancy.groundwork.dev/environment': 'dev',
  }),
  namespace('gateways'),
  namespace('kube-system'),
];

export const policy = (name: string, spec: Changes): KubernetesObject => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name, namespace: 'pay' },
  spec: { podSelector: {}, ...spec },
});
export const deny = policy('deny', { policyTypes: ['Ingress', 'Egress'] });
export const fromGateway = policy('from-gateway', {
  policyTypes: ['Ingress'],
  ingress: [
    {
      from: [
        {
          namespaceSelector: {
            matchLabels: { 'kubernetes.io/metadata.name': 'gateways' },
          },
        },
      ],
      ports: [{ port: 'web' }],
    },
  ],
});
export const dns = (protocols: string[]) =>
  policy('dns', {
    policyTypes: ['Egress'],
    egress: [
      {
        to: [
          {
            namespaceSelector: {
              matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' },
            },
            podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
          },
        ],
        ports: protocols.map(protocol => ({ protocol, port: 53 })),
      },
    ],
  });

const input: PlatformInput = smallPlatform();
const platform = platformSchema.parse({
  ...input,
  environments: [
    {
      ...input.environments[0],
      name: 'dev',
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
  ],
});

/** The network status of tenant `pay` whose cluster holds these objects. */
export function statusOf(
  objects: KubernetesObject[],
  unknowns: UnknownEntry[] = [],
  offered: Partial<Environment['gateways'][number]> = {},
) {
  const snapshot = arraySnapshot(
    [{ cluster: 'spoke', objects: [...namespaces, ...objects], asOf: 5 }],
    unknowns,
  );
  const environments = platform.environments.map(each => ({
    ...each,
    gateways: each.gateways.map(of => ({ ...of, ...offered })),
  }));
  return networkStatus('pay', snapshot, {
    platform: { ...platform, environments },
    now: 10,
  });
}

export const estate = (changes: {
  gateway?: KubernetesObject;
  route?: KubernetesObject;
  slice?: KubernetesObject;
  others?: KubernetesObject[];
}) => [
  klass,
  changes.gateway ?? gateway(),
  changes.route ?? route(),
  service,
  changes.slice ?? slice(true),
  pod,
  ...(changes.others ?? []),
];

/** The first broken hop of the first route. */
export function brokenOf(objects: KubernetesObject[]) {
  const [status] = statusOf(objects).routes;
  const hop = status.hops[status.brokenHop ?? -1];
  return { kind: hop?.kind, why: status.why, fixableBy: status.fixableBy };
}
