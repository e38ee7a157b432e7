import { parsePlatform } from '../../platform';
import { RequestError } from '../../request';
import { parseRequest } from '../../parse/parseRequest';
import { render } from '../../render/render';
import {
  platformWith,
  refusedTenant,
  tenantDocument,
  tenantObjects,
} from '../../testing/renderTenant';
import { smallPlatform } from '../../testUtils/smallPlatform';

const gateways = [
  {
    name: 'edge',
    namespace: 'infra',
    listeners: [
      { name: 'https', protocol: 'HTTPS' as const, port: 443 },
      { name: 'mqtt', protocol: 'TCP' as const, port: 1883 },
    ],
  },
];

describe('a tenant that cannot be', () => {
  it.each([
    [
      'a name of 64 characters',
      { metadata: { name: 'a'.repeat(64) } },
      'InvalidRequest metadata.name',
    ],
    [
      'upper case',
      { metadata: { name: 'Payments' } },
      'InvalidRequest metadata.name',
    ],
    [
      'YAML in a name',
      { metadata: { name: 'a: {b: c}' } },
      'InvalidRequest metadata.name',
    ],
    [
      'a line break',
      { metadata: { name: 'a\nb' } },
      'InvalidRequest metadata.name',
    ],
    [
      'a name of the cluster',
      { metadata: { name: 'kube-system' } },
      'ReservedName metadata.name',
    ],
    [
      'the name default',
      { metadata: { name: 'default' } },
      'ReservedName metadata.name',
    ],
    [
      "Argo CD's namespace",
      { metadata: { name: 'argocd' } },
      'ReservedName metadata.name',
    ],
    [
      'a reserved name',
      { metadata: { name: 'tenancy' } },
      'ReservedName metadata.name',
    ],
    [
      'the name of a page beside those of tenants',
      { metadata: { name: 'setup' } },
      'ReservedName metadata.name',
    ],
    [
      'a name that is the domain of another environment',
      { metadata: { name: 'dev' } },
      'DomainNotOffered metadata.name',
    ],
    [
      'the namespace of who may override the guard rails',
      { metadata: { name: 'external-secrets' } },
      'ReservedName metadata.name',
    ],
    [
      'the namespace of a part that has rights in all others',
      { metadata: { name: 'argo-rollouts' } },
      'ReservedName metadata.name',
    ],
    [
      'a name too long for its Applications',
      { metadata: { name: 'a'.repeat(50) } },
      'NameTooLong metadata.name',
    ],
    ['another apiVersion', { apiVersion: 'v1' }, 'InvalidRequest apiVersion'],
    ['a field that does not exist', { extra: 1 }, 'InvalidRequest extra'],
  ])('with %s is refused', (_, change, expected) => {
    const document = {
      ...tenantDocument({ environments: ['prod'] }),
      ...change,
    };
    const platform = platformWith({}, {});
    platform.environments[1].argocd.cluster = 'prod';
    expect(refusedTenant(document, platform)).toContain(expected);
  });

  it.each([
    [
      'an unknown environment',
      { environments: ['qa'] },
      'UnknownEnvironment spec.environments[0]',
    ],
    [
      'an environment twice',
      { environments: ['dev', 'dev'] },
      'Duplicate spec.environments[1]',
    ],
    [
      'no environment',
      { environments: [] },
      'InvalidRequest spec.environments',
    ],
    ['an unknown tier', { tier: 'huge' }, 'UnknownTier spec.tier'],
    [
      'a tier of the prototype',
      { tier: 'constructor' },
      'UnknownTier spec.tier',
    ],
    [
      'a user as owner',
      { owner: 'user:default/ann' },
      'InvalidRequest spec.owner',
    ],
    [
      'an owner of another namespace',
      { owner: 'group:other/payments' },
      'NoGroupMapping spec.owner',
    ],
    [
      'a domain of another',
      { domains: { dev: ['payments.example.org'] } },
      'DomainNotOffered spec.domains.dev[0]',
    ],
    [
      'the domain of all tenants',
      { domains: { dev: ['dev.example.com'] } },
      'DomainNotOffered spec.domains.dev[0]',
    ],
    [
      'the domain of all tenants of another environment',
      { environments: ['prod'], domains: { prod: ['dev.example.com'] } },
      'DomainNotOffered spec.domains.prod[0]',
    ],
    [
      'a domain elsewhere',
      { domains: { prod: [] } },
      'EnvironmentNotOfTenant spec.domains.prod',
    ],
    [
      'host bits in a range',
      { egress: [{ name: 'x', cidr: '10.0.0.1/8', ports: [{ port: 1 }] }] },
      'InvalidCidr spec.egress[0].cidr',
    ],
    [
      'the metadata service',
      {
        egress: [
          { name: 'x', cidr: '169.254.169.254/32', ports: [{ port: 80 }] },
        ],
      },
      'AddressNotAllowed spec.egress[0].cidr',
    ],
    [
      'an exception outside',
      {
        egress: [
          {
            name: 'x',
            cidr: '10.0.0.0/8',
            except: ['11.0.0.0/16'],
            ports: [{ port: 1 }],
          },
        ],
      },
      'InvalidCidr spec.egress[0].except[0]',
    ],
    [
      'two ways in one rule',
      {
        egress: [
          {
            name: 'x',
            cidr: '10.0.0.0/8',
            namespace: 'a',
            ports: [{ port: 1 }],
          },
        ],
      },
      'InvalidPeer spec.egress[0]',
    ],
    [
      'no port',
      { egress: [{ name: 'x', namespace: 'a', ports: [] }] },
      'InvalidRequest spec.egress[0].ports',
    ],
    [
      'a listener that is none',
      {
        ports: [
          { environment: 'dev', gateway: 'edge', section: 'https', port: 443 },
        ],
      },
      'PortNotOffered spec.ports[0]',
    ],
    [
      'a repository pattern',
      { repositories: ['https://git.example.com/*'] },
      'InvalidRequest spec.repositories[0]',
    ],
    [
      'a schedule that is none',
      { syncWindows: [{ kind: 'deny', schedule: 'daily', duration: '1h' }] },
      'InvalidRequest spec.syncWindows[0].schedule',
    ],
  ])('with %s is refused', (_, spec, expected) => {
    expect(
      refusedTenant(
        tenantDocument(spec as Parameters<typeof tenantDocument>[0]),
        platformWith({ gateways }),
      ),
    ).toContain(expected);
  });

  it('is told all that is wrong at once, with what was given and what is allowed', () => {
    const attempt = () =>
      render(
        parseRequest(tenantDocument({ tier: 'huge', environments: ['qa'] })),
        parsePlatform(smallPlatform()),
      );
    expect(attempt).toThrow(RequestError);
    expect(attempt).toThrow(
      /spec\.environments\[0\]: .*Given: "qa"\. Use one of: dev, prod\.\n.*spec\.tier: .*Given: "huge"\. Use one of: small\./s,
    );
  });

  it('is refused while the platform does not say what its group is called elsewhere', () => {
    const { groups, ...without } = smallPlatform();
    expect(groups).toBeDefined();
    expect(refusedTenant(tenantDocument(), without)).toEqual([
      'NoGroupMapping spec.owner',
    ]);
    const annotated = {
      ...without,
      groups: { annotation: 'example.com/idp-group' },
    };
    expect(refusedTenant(tenantDocument(), annotated)).toEqual([
      'NoGroupMapping spec.owner',
    ]);
    const owner = 'group:default/payments';
    expect(
      tenantObjects({}, annotated, { groups: { [owner]: 'idp-17' } }).find(
        'RoleBinding',
        'groundwork-team',
      ).subjects,
    ).toMatchObject([{ name: 'idp-17' }]);
    expect(
      refusedTenant(tenantDocument(), annotated, {
        groups: { [owner]: 'system:masters' },
      }),
    ).toEqual(['NoGroupMapping spec.owner']);
  });

  it('is refused with what another tenant has, without being told whose it is', () => {
    const other = parseRequest(
      tenantDocument(
        { domains: { dev: ['payments.dev.example.com'] } },
        'shop',
      ),
    );
    const others = [other as Extract<typeof other, { kind: 'Tenant' }>];
    expect(
      refusedTenant(tenantDocument(), smallPlatform(), { others }),
    ).toEqual(['DomainTaken spec.domains.dev']);
    expect(() =>
      render(parseRequest(tenantDocument()), parsePlatform(smallPlatform()), {
        others,
      }),
    ).toThrow(/^(?!.*shop)/s);
  });

  it('is refused where its name could be made of another tenant and environment', () => {
    const platform = platformWith(
      {},
      { naming: { namespace: '${{ tenant }}' } },
    );
    platform.environments[1].name = 'eu-dev';
    platform.environments[1].argocd = platform.environments[0].argocd;
    expect(refusedTenant(tenantDocument({}, 'shop-eu'), platform)).toEqual([
      'NameClash metadata.name',
    ]);
  });
});
