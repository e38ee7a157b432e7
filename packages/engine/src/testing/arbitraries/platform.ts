import fc from 'fast-check';
import { parsePlatform, Platform, PlatformInput } from '../../platform';
import { offeringPlatform } from '../offeringPlatform';

/**
 * Platforms that differ in all that a tenant's rendering hangs on: naming, DNS, CNI, Pod Security, stores, tiers, repositories.
 */
export function platforms(): fc.Arbitrary<Platform> {
  const base = offeringPlatform();
  return fc
    .record({
      prefix: fc.constantFrom(undefined, 'tenants.example.com'),
      namespace: fc.constantFrom(
        '${{ tenant }}',
        '${{ tenant }}-${{ environment }}',
        'team-${{ tenant }}',
      ),
      separate: fc.boolean(),
      codeowners: fc.boolean(),
      tier: tiers(base),
      environments: fc.tuple(
        ...base.environments.map(environment => environments(environment)),
      ),
    })
    .map(({ prefix, namespace, separate, codeowners, tier, ...rest }) =>
      parsePlatform({
        ...base,
        ...(prefix === undefined ? {} : { prefix }),
        naming: { namespace },
        namespaceMetadata: {
          labels: ['acme.example/*', 'team'],
          annotations: ['acme.example/*'],
        },
        ...(codeowners
          ? {
              codeowners: {
                platform: '@example/platform',
                tenant: '@example/${{ group }}',
              },
            }
          : {}),
        repository: separate
          ? {
              platform: { url: 'https://git.example.com/platform.git' },
              tenants: { url: 'https://git.example.com/tenants.git' },
            }
          : base.repository,
        tiers: { ...base.tiers, large: tier },
        environments: rest.environments,
      }),
    );
}

type EnvironmentInput = PlatformInput['environments'][number];
type GatewayInput = NonNullable<EnvironmentInput['gateways']>[number];
type TierInput = PlatformInput['tiers'][string];

function tiers({ tiers: { small } }: PlatformInput): fc.Arbitrary<TierInput> {
  return fc
    .record({
      priorityClasses: fc.subarray(['batch', 'standard', 'urgent']),
      nodeSelector: fc.constantFrom<Record<string, string>[]>(
        {},
        { 'example.com/pool': 'large' },
      ),
      pods: fc.integer({ min: 1, max: 500 }),
      routes: fc.integer({ min: 0, max: 100 }),
    })
    .map(({ pods, routes, ...rest }) => ({
      ...small,
      ...rest,
      quota: { ...small.quota, pods, routes },
    }));
}

function environments(
  environment: EnvironmentInput,
): fc.Arbitrary<EnvironmentInput> {
  return fc
    .record({
      dns: fc.constantFrom('coredns', 'nodelocal', 'openshift'),
      cni: fc.constantFrom('kubernetes', 'cilium'),
      impersonation: fc.boolean(),
      level: fc.constantFrom('restricted', 'baseline'),
      monitoring: fc.constantFrom<Array<EnvironmentInput['monitoring']>>(
        undefined,
        { namespace: 'monitoring' },
        { namespace: 'monitoring', podLabels: { app: 'prometheus' } },
      ),
      dataPlane: fc.constantFrom<Array<GatewayInput['dataPlane']>>(
        undefined,
        { namespace: 'gateway-system' },
        { namespace: 'gateway-system', podLabels: { app: 'envoy' } },
      ),
      sourceRanges: fc.constantFrom<Array<string[] | undefined>>(undefined, [
        '35.191.0.0/16',
        '2600:2d00::/32',
      ]),
      namespaceLabels: fc.constantFrom<Record<string, string>[]>(
        {},
        { 'istio.io/dataplane-mode': 'ambient' },
      ),
      registries: fc.constantFrom<string[][]>([], ['registry.example.com']),
      reader: fc.constantFrom<Array<EnvironmentInput['reader']>>(undefined, {
        kind: 'ServiceAccount',
        name: 'portal',
        namespace: 'backstage',
      }),
    })
    .map(
      ({
        impersonation,
        level,
        monitoring,
        dataPlane,
        sourceRanges,
        reader,
        ...rest
      }) => ({
        ...environment,
        ...rest,
        argocd: { ...environment.argocd, impersonation },
        podSecurity: { level },
        gateways: (environment.gateways ?? []).map(gateway => ({
          ...gateway,
          ...(dataPlane === undefined ? {} : { dataPlane }),
          ...(sourceRanges === undefined ? {} : { sourceRanges }),
        })),
        ...(monitoring === undefined ? {} : { monitoring }),
        ...(reader === undefined ? {} : { reader }),
      }),
    );
}
