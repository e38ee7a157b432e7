import { KubernetesObject } from '../model';
import { parsePlatform, Platform, PlatformInput } from '../platform';
import { parseRequest } from '../parse/parseRequest';
import { render } from '../render/render';
import { refusalsOf, Write } from '../guardrails/admission';
import { smallPlatform } from '../testUtils/smallPlatform';
import type { AdmissionRule } from '../guardrails/AdmissionRule';
import { guardRails } from '../guardrails/guardRails';

const input = smallPlatform();

/** The platform of the tenant `pay`, its tier and environment as they are given. */
export function guardedPlatform(
  tier: Partial<PlatformInput['tiers'][string]> = {},
  environment: Partial<PlatformInput['environments'][number]> = {},
): Platform {
  return parsePlatform({
    ...input,
    tiers: { small: { ...input.tiers.small, ...tier } },
    environments: [
      {
        ...input.environments[0],
        registries: ['registry.example.com/apps'],
        gateways: [
          {
            name: 'edge',
            namespace: 'infra',
            listeners: [{ name: 'mqtt', protocol: 'TCP', port: 1883 }],
          },
        ],
        secretStores: [
          {
            name: 'vault',
            provider: 'vault',
            server: 'https://vault.example.com',
          },
          {
            name: 'parameters',
            provider: 'awsParameterStore',
            region: 'eu-central-1',
            scope: 'cluster',
            prefix: '/${{ environment }}/${{ tenant }}/',
          },
        ],
        ...environment,
      },
    ],
  });
}

/** Its guard rails. */
export function guardedBy(
  ...changes: Parameters<typeof guardedPlatform>
): AdmissionRule[] {
  const changed = guardedPlatform(...changes);
  return guardRails(changed, changed.environments[0]);
}

const platform = guardedPlatform();
/** The guard rails of an environment that offers something of everything. */
export const rules = guardRails(platform, platform.environments[0]);

/** The namespace of the tenant `pay`. */
export const namespace = render(
  parseRequest({
    apiVersion: 'tenancy.groundwork.dev/v1',
    kind: 'Tenant',
    metadata: { name: 'pay' },
    spec: {
      owner: 'group:default/pay',
      environments: ['dev'],
      tier: 'small',
      ports: [
        { environment: 'dev', gateway: 'edge', section: 'mqtt', port: 1883 },
      ],
    },
  }),
  platform,
)
  .files.flatMap(file => file.objects)
  .find(({ kind }) => kind === 'Namespace') as KubernetesObject;

/** The user that Argo CD syncs the tenant as. */
export const deployer = 'system:serviceaccount:pay:groundwork-deployer';

/** An operator of the cluster, which RBAC lets write everywhere what it makes. */
export const operator = {
  user: 'system:serviceaccount:operators:operator',
  everywhere: true,
};

/** An object in the namespace of `pay`. */
export function object(
  apiVersion: string,
  kind: string,
  spec?: unknown,
  metadata: Partial<KubernetesObject['metadata']> = {},
): KubernetesObject {
  return {
    apiVersion,
    kind,
    metadata: { name: 'web', namespace: 'pay', ...metadata },
    ...(spec === undefined ? {} : { spec }),
  };
}

/** What is said of creating an object there, as the tenant. */
export function create(
  resource: string,
  created: KubernetesObject,
  extra: Partial<Write> = {},
  held: AdmissionRule[] = rules,
): string[] {
  return refusalsOf(held, {
    operation: 'CREATE',
    resource,
    object: created,
    user: deployer,
    namespace,
    ...extra,
  });
}
