import { PlatformInput } from '../platform';

/**
 * A platform of two environments for tests, as its engineer would write it.
 *
 * @public
 */
export function smallPlatform(): PlatformInput {
  const amounts = (cpu: string, memory: string, ephemeralStorage: string) => ({
    cpu,
    memory,
    ephemeralStorage,
  });
  return {
    repository: { url: 'https://git.example.com/platform/estate.git' },
    groups: { template: 'oidc:${{ group }}' },
    tiers: {
      small: {
        description: 'For a service or two',
        quota: {
          requests: amounts('4', '8Gi', '8Gi'),
          limits: amounts('8', '16Gi', '16Gi'),
          storage: '50Gi',
          pods: 30,
        },
        container: {
          defaultRequest: amounts('50m', '64Mi', '64Mi'),
          default: amounts('500m', '256Mi', '256Mi'),
          max: amounts('2', '4Gi', '4Gi'),
        },
      },
    },
    environments: [
      {
        name: 'dev',
        cluster: 'spoke-dev',
        argocd: { cluster: 'hub', destination: { name: 'spoke-dev' } },
        domains: ['dev.example.com'],
      },
      {
        name: 'prod',
        cluster: 'prod',
        argocd: {
          cluster: 'prod',
          destination: { server: 'https://kubernetes.default.svc' },
        },
        domains: ['example.com'],
      },
    ],
  };
}
