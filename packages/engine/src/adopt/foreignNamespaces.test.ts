import fc from 'fast-check';
import { adopt } from './adopt';
import { tenantConflicts } from '../capabilities/tenant/tenantConflicts';
import { parseRequest } from '../parse/parseRequest';
import { parsePlatform } from '../platform';
import { readYaml } from '../yaml';
import { adoptedOf, fatesOf, foundObject } from '../testing/adoptedObjects';
import { smallPlatform } from '../testUtils';

const namespace = (metadata: object) => {
  const found = foundObject('Namespace', 'pay-old');
  return { ...found, metadata: { ...found.metadata, ...metadata } };
};
const certificate = (name: string, where: string, ...dnsNames: string[]) => ({
  apiVersion: 'cert-manager.io/v1',
  kind: 'Certificate',
  metadata: { name, namespace: where },
  spec: {
    secretName: name,
    dnsNames,
    issuerRef: { kind: 'ClusterIssuer', name: 'public' },
  },
});
const specOf = ({ files }: ReturnType<typeof adopt>) =>
  files.flatMap(({ content, path }) =>
    path.startsWith('platform/tenants/') ? [content] : [],
  );

describe('a namespace with labels and annotations of its own', () => {
  const metadata = {
    labels: {
      'acme.example/stage': 'live',
      component: 'ingress',
      'kubernetes.io/metadata.name': 'pay-old',
      'pod-security.kubernetes.io/enforce': 'restricted',
      'acme.example/api-token': 'abcdef0123456789',
    },
    annotations: {
      'acme.example/contact': 'pay@acme.example',
      'kubectl.kubernetes.io/last-applied-configuration': '{}',
    },
  };

  it('keeps those that the platform lets requests say', () => {
    const outcome = adoptedOf([namespace(metadata)], {
      input: {
        namespaceMetadata: {
          labels: ['acme.example/*', 'component'],
          annotations: ['acme.example/*', 'kubectl*'],
        },
      },
    });
    const [request] = specOf(outcome);
    expect(request).toContain('acme.example/stage: live');
    expect(request).toContain('component: ingress');
    expect(request).toContain('acme.example/contact: pay@acme.example');
    expect(request).not.toMatch(
      /abcdef|last-applied|restricted|metadata\.name/,
    );
    expect(outcome.metadata).toEqual([
      { part: 'labels', key: 'acme.example/api-token', namespaces: 1 },
    ]);
  });

  it('says which are lost otherwise, and never a credential', () => {
    const { tenants, metadata: lost } = adoptedOf([namespace(metadata)]);
    expect(lost.map(({ part, key }) => `${part} ${key}`)).toEqual([
      'labels acme.example/stage',
      'labels component',
      'labels acme.example/api-token',
      'annotations acme.example/contact',
    ]);
    expect(tenants[0].grants).toEqual([
      expect.stringMatching(/^labels .*dev component=ingress/),
      expect.stringMatching(/^annotations .*dev acme\.example\/contact$/),
    ]);
    expect(JSON.stringify(tenants)).not.toContain('abcdef');
  });

  it('says where Pod Security would admit more, or the namespace be made', () => {
    const { environments } = smallPlatform();
    const loose = environments.map(each => ({
      ...each,
      podSecurity: { level: 'baseline' as const },
    }));
    const grants = (objects: Parameters<typeof adoptedOf>[0], input = {}) =>
      adoptedOf(objects, { input }).tenants[0].grants.join('\n');
    const found = [namespace(metadata)];
    expect(grants(found, { environments: loose })).toMatch(
      /dev would enforce baseline in the place of restricted/,
    );
    expect(grants(found)).not.toMatch(/would enforce/);
    expect(
      grants(found, { environments: loose, reportOnly: ['*'] }),
    ).not.toMatch(/would enforce/);
    expect(grants([foundObject('ConfigMap', 'a')])).toMatch(
      /namespace pay-old was not found in dev and would be made/,
    );
  });
});

describe('hostnames that are there', () => {
  const rules = [{ namespace: '*', owner: 'group:default/${{ namespace }}' }];
  const adoptAll = (
    objects: Array<ReturnType<typeof certificate>>,
    more: Partial<Parameters<typeof adopt>[0]> = {},
  ) =>
    adopt({
      platform: parsePlatform(smallPlatform()),
      rules,
      objects: objects.map(object => ({ object, environment: 'prod' })),
      ...more,
    });

  it('are domains of their tenant, beside those of its name', () => {
    const outcome = adoptAll([
      certificate(
        'web',
        'shop',
        'www.example.com',
        '*.www.example.com',
        'a.shop.example.com',
        'elsewhere.org',
        'example.com',
        '*.example.com',
      ),
    ]);
    const [request] = specOf(outcome);
    expect(request).toMatch(
      /domains:\n\s+prod:\n\s+- shop\.example\.com\n\s+- www\.example\.com\n/,
    );
    expect(outcome.tenants[0].grants).toContain(
      'domains in prod: shop.example.com, www.example.com',
    );
  });

  it('let what uses them be kept', () => {
    expect(
      fatesOf(adoptAll([certificate('web', 'shop', 'www.example.com')])),
    ).toMatchObject({ 'Certificate web': 'kept' });
  });

  it.each([
    ['the same', 'www.example.com', 'www.example.com'],
    ['one inside', 'www.example.com', 'eu.www.example.com'],
    [
      'one that another has by its name',
      'two.example.com',
      'b.two.example.com',
    ],
  ])("are nobody's where another uses %s", (_, mine, theirs) => {
    const outcome = adoptAll([
      certificate('web', 'one', mine),
      certificate('web', 'two', theirs),
    ]);
    const one = outcome.tenants.find(({ tenant }) => tenant === 'one');
    expect(one?.left).toEqual([
      expect.stringContaining(`domains.prod: ${mine}, since another tenant`),
    ]);
    expect(specOf(outcome).join()).not.toMatch(/domains:\n/);
  });

  it('are not taken from a tenant that is in Git', () => {
    const present = [
      parseRequest({
        apiVersion: 'tenancy.groundwork.dev/v1',
        kind: 'Tenant',
        metadata: { name: 'login' },
        spec: {
          owner: 'group:default/login',
          environments: ['prod'],
          tier: 'small',
          domains: { prod: ['www.example.com'] },
        },
      }),
    ];
    const outcome = adoptAll(
      [certificate('web', 'shop', 'a.www.example.com')],
      {
        present,
      },
    );
    expect(specOf(outcome).join()).not.toContain('www.example.com');
  });

  it('never bring two tenants into conflict', () => {
    const name = fc.constantFrom('a', 'b', 'one', 'two', 'x');
    const hostname = fc
      .array(name, { minLength: 1, maxLength: 3 })
      .map(parts => `${parts.join('.')}.example.com`);
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            where: fc.constantFrom('one', 'two', 'three'),
            names: fc.array(hostname, { minLength: 1, maxLength: 3 }),
          }),
          { minLength: 1, maxLength: 6 },
        ),
        found => {
          const platform = parsePlatform(smallPlatform());
          const { files } = adoptAll(
            found.map(({ where, names }, index) =>
              certificate(`c${index}`, where, ...names),
            ),
          );
          const requests = files
            .filter(({ path }) => path.startsWith('platform/tenants/'))
            .map(({ content }) => parseRequest(readYaml(content)[0]))
            .flatMap(each => (each.kind === 'Tenant' ? [each] : []));
          expect(requests.length).toBeGreaterThan(0);
          expect(tenantConflicts(requests, platform)).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });
});
