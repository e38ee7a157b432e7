import { platformWith } from '../testing/renderTenant';
import { smallPlatform } from '../testUtils/smallPlatform';
import { PlatformError } from './PlatformError';
import { parsePlatform } from './parsePlatform';
import { PlatformInput } from './platformSchema';

function refused(input: unknown): string[] {
  try {
    parsePlatform(input);
  } catch (error) {
    if (error instanceof PlatformError) {
      expect(
        error.findings.every(({ fixableBy }) => fixableBy === 'platform'),
      ).toBe(true);
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
      podSecurity: { level: 'restricted', version: 'v1.36' },
    });
  });

  it('takes an environment for each of fifty clusters', () => {
    const { environments, ...rest } = smallPlatform();
    const names = Array.from({ length: 50 }, (_, i) => `prod-${i}`);
    const platform = parsePlatform({
      ...rest,
      environments: names.map(name => ({
        ...environments[0],
        name,
        cluster: name,
      })),
    });
    expect(platform.environments.map(({ cluster }) => cluster)).toEqual(names);
  });

  it('says of what enforces policies only what is configured', () => {
    const [environment] = smallPlatform().environments;
    const cniOf = (own: object) =>
      parsePlatform({
        ...smallPlatform(),
        environments: [{ ...environment, ...own }],
      }).environments[0].cni;
    expect(cniOf({})).toBeUndefined();
    expect(cniOf({ cni: 'none' })).toBe('none');
  });

  it('takes quantities as numbers, as configuration files hold them', () => {
    const platform = smallPlatform();
    platform.tiers.small.quota.requests.cpu = 4;
    expect(parsePlatform(platform).tiers.small.quota.requests.cpu).toBe('4');
  });

  it('refuses naming under which two environments of a cluster are one namespace', () => {
    expect(refused(sharing('${{ tenant }}', ['dev', 'qa']))).toEqual([
      'NamespaceNotUnique naming.namespace',
    ]);
    expect(
      refused(sharing('${{ tenant }}-${{ environment }}', ['dev', 'qa'])),
    ).toEqual([]);
    expect(refused(sharing('${{ environment }}', ['dev']))).toEqual([
      'NamespaceNotUnique naming.namespace',
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
      'StorePathNotUnique environments[0].secretStores[0].prefix',
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
      'StorePrefixOverlaps environments[0].secretStores[0].prefix',
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
      'StorePrefixOverlaps environments[0].secretStores[0].prefix',
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

  describe('names the field and what is allowed', () => {
    const messageOf = (change: object): string => {
      try {
        parsePlatform({ ...smallPlatform(), ...change });
      } catch (error) {
        return String(error);
      }
      return '';
    };

    it.each([
      ['nothing', undefined],
      ['a text', 'https://git.example.com/estate.git'],
      ['a list', []],
    ])('where the repository is %s', (_, repository) => {
      expect(messageOf({ repository })).toContain(
        'repository: must be an object with url and branch, or with platform and tenants that have them.',
      );
    });

    it('where one of two repositories is missing', () => {
      const url = 'https://git.example.com/estate.git';
      const message = messageOf({ repository: { platform: { url } } });
      expect(message).toContain('repository.tenants:');
      expect(message).not.toContain('repository.url');
    });

    it.each([
      'git://git.example.com/estate.git',
      'file:///srv/estate.git',
      '/srv/estate.git',
      'estate',
      'https://git.example.com',
      'https://git.example.com/estate.git?x=1',
      '-oProxyCommand=x@git.example.com:estate.git',
      'git@git.example.com:-x',
      'ext::sh -c whoami',
    ])('where the clone URL is %s', url => {
      expect(messageOf({ repository: { url } })).toContain(
        'repository.url: must be a clone URL: https://host',
      );
    });

    it.each([
      'https://git.example.com/acme/estate.git',
      'http://127.0.0.1:3000/estate.git',
      'ssh://git@git.example.com:2222/acme/estate.git',
      'git@git.example.com:acme/estate.git',
    ])('and takes the clone URL %s', url => {
      expect(messageOf({ repository: { url } })).toBe('');
    });

    it.each(['platform', 'group:platform', 'default/platform', 'system:a/b'])(
      'where an admin is %s',
      admin => {
        expect(messageOf({ admins: ['group:default/a', admin] })).toContain(
          'admins[1]: must be a full entity reference',
        );
      },
    );

    it('and compares admins as the catalog does', () => {
      const input = { ...smallPlatform(), admins: ['Group:default/Platform'] };
      expect(parsePlatform(input).admins).toEqual(['group:default/platform']);
    });
  });
});
