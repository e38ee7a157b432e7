import { platformWith } from '../testing/renderTenant';
import { smallPlatform } from '../testing/smallPlatform';
import { PlatformError } from './PlatformError';
import { parsePlatform } from './parsePlatform';
import { PlatformInput } from './platform';

function refused(input: unknown): string[] {
  try {
    parsePlatform(input);
  } catch (error) {
    if (error instanceof PlatformError) {
      expect(error.findings.every(({ mender }) => mender === 'platform')).toBe(
        true,
      );
      return error.findings.map(({ code, field }) => `${code} ${field}`);
    }
    throw error;
  }
  return [];
}

function sharing(namespace: string, names: string[]): PlatformInput {
  const [environment] = smallPlatform().environments;
  return {
    ...smallPlatform(),
    naming: { namespace },
    environments: names.map(name => ({ ...environment, name })),
  };
}

describe('parsePlatform', () => {
  it('fills in the defaults', () => {
    const platform = parsePlatform(smallPlatform());
    expect(platform.prefix).toBe('tenancy.groundwork.dev');
    expect(platform.repository.tenants).toEqual({
      url: 'https://git.example.com/platform/estate.git',
      branch: 'main',
    });
    expect(platform.environments[0]).toMatchObject({
      dns: 'coredns',
      cni: 'kubernetes',
      podSecurity: { level: 'restricted', version: 'v1.36' },
    });
  });

  it('takes quantities as numbers, as configuration files hold them', () => {
    const platform = smallPlatform();
    platform.tiers.small.quota.requests.cpu = 4;
    expect(parsePlatform(platform).tiers.small.quota.requests.cpu).toBe('4');
  });

  it('refuses naming under which two environments of a cluster are one namespace', () => {
    expect(refused(sharing('${{ tenant }}', ['dev', 'qa']))).toEqual([
      'NamingNotInjective naming.namespace',
    ]);
    expect(
      refused(sharing('${{ tenant }}-${{ environment }}', ['dev', 'qa'])),
    ).toEqual([]);
    expect(refused(sharing('${{ environment }}', ['dev']))).toEqual([
      'NamingNotInjective naming.namespace',
    ]);
    expect(refused(sharing('Team_${{ tenant }}', ['dev']))).toEqual([
      'InvalidName naming.namespace',
    ]);
  });

  it.each([
    [
      'environments of one name',
      sharing('${{ tenant }}-x', ['dev', 'dev']),
      'Duplicate environments[1].name',
    ],
    [
      'an environment called as a directory',
      sharing('${{ tenant }}', ['requests']),
      'ReservedName environments[0].name',
    ],
    [
      'groups of Kubernetes',
      platformWith({}, { groups: { template: 'system:${{ group }}' } }),
      'InvalidGroupTemplate groups.template',
    ],
    [
      'labels that Groundwork sets',
      platformWith({
        namespaceLabels: { 'pod-security.kubernetes.io/enforce': 'privileged' },
      }),
      'InvalidLabel environments[0].namespaceLabels["pod-security.kubernetes.io/enforce"]',
    ],
    [
      'a pattern as destination',
      platformWith({
        argocd: { cluster: 'hub', destination: { name: 'spoke-*' } },
      }),
      'PatternInAddress environments[0].argocd.destination',
    ],
    [
      'secret paths that tenants share',
      platformWith({
        secretStores: [
          {
            name: 'v',
            provider: 'vault',
            server: 'https://v.example.com',
            prefix: 'all/',
          },
        ],
      }),
      'TemplateNotInjective environments[0].secretStores[0].prefix',
    ],
    [
      'secret paths that are the start of others',
      platformWith({
        secretStores: [
          {
            name: 'v',
            provider: 'azureKeyVault',
            vaultUrl: 'https://v.example.com',
            prefix: '${{ tenant }}-',
          },
        ],
      }),
      'PrefixNotInjective environments[0].secretStores[0].prefix',
    ],
    [
      'secret paths that Azure Key Vault would read as the type of an object',
      platformWith({
        secretStores: [
          {
            name: 'v',
            provider: 'azureKeyVault',
            vaultUrl: 'https://v.example.com',
          },
        ],
      }),
      'PrefixNotInjective environments[0].secretStores[0].prefix',
    ],
    [
      'a label whose prefix has an empty part',
      platformWith({ namespaceLabels: { 'a..b/mesh': 'on' } }),
      'InvalidLabel environments[0].namespaceLabels["a..b/mesh"]',
    ],
    [
      'a store without a role of the tenant',
      platformWith({
        secretStores: [
          { name: 'a', provider: 'awsSecretsManager', region: 'eu-central-1' },
        ],
      }),
      'MissingField environments[0].secretStores[0].role',
    ],
    [
      'an unknown field',
      { ...smallPlatform(), extra: 1 },
      'InvalidPlatform extra',
    ],
    [
      'no environments',
      { ...smallPlatform(), environments: [] },
      'InvalidPlatform environments',
    ],
  ])('refuses %s', (_, input, expected) => {
    expect(refused(input)).toContain(expected);
  });

  it('refuses a tier in which its own defaults do not fit', () => {
    const platform = smallPlatform();
    platform.tiers.small.container.default.cpu = '3';
    platform.tiers.small.quota.requests.memory = '1Mi';
    expect(refused(platform)).toEqual([
      'TierInconsistent tiers.small.container.default.cpu',
      'TierInconsistent tiers.small.container.defaultRequest.memory',
    ]);
  });
});
