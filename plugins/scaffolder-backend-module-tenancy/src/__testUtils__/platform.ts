import { parsePlatform } from '@groundwork/engine';

const amounts = (cpu: string, memory: string) => ({
  cpu,
  memory,
  ephemeralStorage: '1Gi',
});

/** A platform with one environment, as app-config holds it. */
export const smallPlatformConfig = {
  repository: { url: 'https://git.acme.example/estate.git', branch: 'main' },
  publish: 'push',
  groups: { template: 'oidc:${{ group }}' },
  admins: ['group:default/platform'],
  tiers: {
    small: {
      quota: {
        requests: amounts('2', '4Gi'),
        limits: amounts('4', '8Gi'),
        storage: '20Gi',
        pods: 10,
      },
      container: {
        defaultRequest: amounts('100m', '128Mi'),
        default: amounts('200m', '256Mi'),
        max: amounts('1', '2Gi'),
      },
    },
  },
  environments: [
    {
      name: 'dev',
      cluster: 'dev',
      argocd: {
        cluster: 'dev',
        destination: { server: 'https://kubernetes.default.svc' },
      },
      domains: ['dev.acme.example'],
    },
  ],
};

/** The same, parsed. */
export const smallPlatform = parsePlatform(smallPlatformConfig);
