import { KubernetesObject } from '../model';
import { parsePlatform } from '../platform';
import { parseRequest } from '../request/parseRequest';
import { render } from '../render/render';
import { refusalsOf, Write } from './admission';
import { smallPlatform } from './smallPlatform';
import { guardRails } from '../capabilities/platform/guardRails';

const input = smallPlatform();
const platform = parsePlatform({
  ...input,
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
    },
  ],
});
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
): string[] {
  return refusalsOf(rules, {
    operation: 'CREATE',
    resource,
    object: created,
    user: deployer,
    namespace,
    ...extra,
  });
}
