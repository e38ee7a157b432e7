/*
 * Two tenants, `pay` and `shop`, on one cluster with a gateway: what checks are tested on.
 */
import { Finding, KubernetesObject } from '../model';
import { Platform, platformSchema } from '../platform';
import { UnknownEntry, arraySnapshot, overlaySnapshot } from '../snapshot';
import { smallPlatform } from '../testUtils/smallPlatform';
import { check } from '../check';

export type Fields = Record<string, unknown>;

export const platform = platformSchema.parse(smallPlatform());

export const object = (
  apiVersion: string,
  kind: string,
  name: string,
  namespace: string | undefined,
  rest: Fields = {},
  metadata: Fields = {},
): KubernetesObject => ({
  apiVersion,
  kind,
  metadata: { name, ...(namespace ? { namespace } : {}), ...metadata },
  ...rest,
});

export const tenantLabels = (tenant: string) => ({
  'tenancy.groundwork.dev/tenant': tenant,
  'tenancy.groundwork.dev/environment': 'dev',
  'tenancy.groundwork.dev/layer': 'tenant',
});
export const namespace = (name: string, tenant?: string) =>
  object(
    'v1',
    'Namespace',
    name,
    undefined,
    {},
    {
      labels: tenant ? tenantLabels(tenant) : {},
    },
  );

const gateway = object(
  'gateway.networking.k8s.io/v1',
  'Gateway',
  'external',
  'gateways',
  {
    spec: {
      listeners: [
        {
          name: 'http',
          port: 80,
          protocol: 'HTTP',
          hostname: '*.dev.example.com',
          allowedRoutes: { namespaces: { from: 'All' } },
        },
      ],
    },
  },
);
const service = (home: string) =>
  object('v1', 'Service', 'web', home, { spec: { ports: [{ port: 80 }] } });
export const route = (
  home: string,
  hostnames: string[],
  created?: string,
  spec: Fields = {},
) =>
  object(
    'gateway.networking.k8s.io/v1',
    'HTTPRoute',
    'web',
    home,
    {
      spec: {
        parentRefs: [{ name: 'external', namespace: 'gateways' }],
        hostnames,
        rules: [{ backendRefs: [{ name: 'web', port: 80 }] }],
        ...spec,
      },
    },
    created ? { creationTimestamp: created } : {},
  );

const world = [
  namespace('pay', 'pay'),
  namespace('shop', 'shop'),
  namespace('gateways'),
  gateway,
  service('pay'),
  service('shop'),
];

/** What a check finds in the world with `live` added and `planned` over it; by default for tenant `pay`. */
export function findingsOf(
  live: KubernetesObject[],
  planned: KubernetesObject[] = [],
  options: {
    scope?: { tenants?: string[] };
    unknowns?: UnknownEntry[];
    hub?: KubernetesObject[];
    platform?: Platform;
  } = {},
): Finding[] {
  const base = arraySnapshot(
    [
      { cluster: 'spoke-dev', objects: [...world, ...live], asOf: 1 },
      { cluster: 'hub', objects: options.hub ?? [], asOf: 1 },
      { cluster: 'prod', objects: [], asOf: 1 },
    ],
    options.unknowns,
  );
  return check(
    planned.length > 0
      ? overlaySnapshot(base, [{ cluster: 'spoke-dev', objects: planned }])
      : base,
    {
      platform: options.platform ?? platform,
      now: 10,
      scope: options.scope ?? { tenants: ['pay'], environments: ['dev'] },
    },
  );
}

/** The same as `severity code`. */
export const codesOf = (...args: Parameters<typeof findingsOf>) =>
  findingsOf(...args).map(({ code, severity }) => `${severity} ${code}`);
