import type { PlatformView } from '@groundwork/backstage-plugin-tenancy-common';

/** A platform with two environments and two tiers. */
export function platformView(): PlatformView {
  return {
    prefix: 'tenancy.groundwork.dev',
    publish: 'push',
    repository: {
      platform: { url: 'https://git.example.com/estate.git', branch: 'main' },
      tenants: { url: 'https://git.example.com/estate.git', branch: 'main' },
    },
    layout: {
      tenantRequests: 'platform/tenants',
      platform: 'platform/${{ environment }}/${{ tenant }}',
      requests: 'tenants/${{ tenant }}/requests',
      tenants: 'tenants/${{ tenant }}/${{ environment }}',
    },
    tiers: [
      {
        name: 'small',
        description: 'For services with little traffic',
        summary: '4 CPU, 8 GiB, 20 pods',
      },
      {
        name: 'large',
        description: 'For busy services',
        summary: '16 CPU, 64 GiB, 100 pods',
      },
    ],
    environments: ['dev', 'prod'].map(name => ({
      name,
      cluster: name === 'dev' ? 'spoke-dev' : 'prod',
      domains: [name === 'dev' ? 'dev.example.com' : 'example.com'],
      gateways: [
        {
          name: 'external',
          namespace: 'gateways',
          title: 'Internet',
          visibility: 'external' as const,
          listeners: [{ name: 'https', protocol: 'HTTPS', port: 443 }],
        },
        {
          name: 'internal',
          namespace: 'gateways',
          title: 'Company network',
          visibility: 'internal' as const,
          listeners: [{ name: 'https', protocol: 'HTTPS', port: 443 }],
        },
      ],
      secretStores: [{ name: 'vault', provider: 'vault', prefix: 'payments/' }],
    })),
  };
}
