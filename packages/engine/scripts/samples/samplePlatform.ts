import { parsePlatform, Platform, PlatformInput } from '../../src';
import { offeringPlatform } from '../../src/testing/offeringPlatform';

type EnvironmentInput = PlatformInput['environments'][number];

/**
 * A platform that offers everything, with an environment for each way to set one up. They share one cluster and one
 * Argo CD, so that all samples can be applied to one API server; quotas are wide, so that none is used up.
 */
export function samplePlatform({ cilium }: { cilium: boolean }): Platform {
  const offer = offeringPlatform();
  const [first] = offer.environments;
  const environment = (
    name: string,
    parts: Partial<EnvironmentInput>,
  ): EnvironmentInput => ({
    ...first,
    name,
    cluster: 'samples',
    argocd: {
      cluster: 'samples',
      destination: { server: 'https://kubernetes.default.svc' },
    },
    domains: [`${name}.example.com`, `${name}.example.org`],
    sharedServices: [{ namespace: 'auth', service: 'proxy' }],
    externalBackends: {},
    ...parts,
  });
  const { small } = offer.tiers;
  return parsePlatform({
    ...offer,
    naming: { namespace: '${{ tenant }}-${{ environment }}' },
    tiers: {
      small: { ...small, quota: { ...small.quota, pods: 5000 } },
      batch: {
        ...small,
        priorityClasses: ['batch', 'urgent'],
        nodeSelector: { 'example.com/pool': 'batch' },
      },
    },
    environments: [
      environment('dev', {}),
      environment('staging', {
        dns: 'nodelocal',
        monitoring: { namespace: 'monitoring' },
        podSecurity: { level: 'baseline' },
        namespaceLabels: { 'istio.io/dataplane-mode': 'ambient' },
      }),
      environment('prod', {
        dns: 'openshift',
        monitoring: {
          namespace: 'monitoring',
          podLabels: { app: 'prometheus' },
        },
        argocd: {
          cluster: 'samples',
          destination: { name: 'in-cluster' },
          impersonation: true,
        },
      }),
      ...(cilium ? [environment('edge', { cni: 'cilium' })] : []),
    ],
  });
}
