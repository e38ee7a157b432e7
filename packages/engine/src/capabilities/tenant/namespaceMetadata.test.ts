import {
  platformWith,
  refusedTenant,
  tenantDocument,
  tenantObjects,
} from '../../testing/renderTenant';

const platform = platformWith(
  { namespaceLabels: { 'acme.example/mesh': 'on' } },
  {
    namespaceMetadata: {
      labels: ['acme.example/*', 'team', 'k8s*', 'pod-security*', 'tenancy*'],
      annotations: [
        'acme.example/contact',
        'scheduler.alpha.kubernetes.io/tolerationsWhitelist',
        's*',
      ],
    },
  },
);

const given = (
  labels: Record<string, string>,
  annotations: Record<string, string> = {},
) => ({ namespaceMetadata: { dev: { labels, annotations } } });

describe('metadata of namespaces in a request', () => {
  it('is on the namespace of its environment, beside all that is always there', () => {
    const spec = {
      environments: ['dev', 'prod'],
      ...given(
        { 'acme.example/stage': 'test', team: '' },
        { 'acme.example/contact': 'pay@acme.example\n# second line' },
      ),
    };
    const [dev, prod] = ['dev', 'prod'].map(
      name =>
        tenantObjects(
          {
            ...spec,
            environments: [name],
            namespaceMetadata: name === 'dev' ? spec.namespaceMetadata : {},
          },
          platform,
        ).find('Namespace').metadata,
    );
    expect(dev.labels).toMatchObject({
      'acme.example/stage': 'test',
      team: '',
      'acme.example/mesh': 'on',
      'tenancy.groundwork.dev/tenant': 'payments',
    });
    expect(dev.annotations).toMatchObject({
      'acme.example/contact': 'pay@acme.example\n# second line',
      'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
    });
    expect(prod.labels).not.toHaveProperty(['acme.example/stage']);
  });

  it('may name a key of Kubernetes where the platform does', () => {
    const key = 'scheduler.alpha.kubernetes.io/tolerationsWhitelist';
    expect(
      tenantObjects(given({}, { [key]: '[]' }), platform).find('Namespace')
        .metadata.annotations,
    ).toHaveProperty([key], '[]');
  });

  it.each([
    ['a key that the platform does not name', { other: 'x' }, {}],
    ['a label that the platform sets', { 'acme.example/mesh': 'off' }, {}],
    ['a label of Groundwork', { 'tenancy.groundwork.dev/tenant': 'other' }, {}],
    [
      'the level of Pod Security',
      { 'pod-security.kubernetes.io/enforce': 'privileged' },
      {},
    ],
    ['a key of Kubernetes by a pattern', { 'k8s.example.k8s.io/a': 'x' }, {}],
    [
      'nodes by a pattern',
      {},
      { 'scheduler.alpha.kubernetes.io/node-selector': 'pool=large' },
    ],
    ['an annotation named as a label', {}, { team: 'x' }],
  ])('is refused with %s', (_, labels, annotations) => {
    expect(
      refusedTenant(tenantDocument(given(labels, annotations)), platform),
    ).toEqual([
      expect.stringMatching(
        /^MetadataNotOffered spec\.namespaceMetadata\.dev\./,
      ),
    ]);
  });

  it('is refused without a word of the platform, or for another environment', () => {
    expect(refusedTenant(tenantDocument(given({ team: 'x' })))).toEqual([
      'MetadataNotOffered spec.namespaceMetadata.dev.labels["team"]',
    ]);
    expect(
      refusedTenant(
        tenantDocument({
          namespaceMetadata: { prod: { labels: { team: 'x' } } },
        }),
        platform,
      ),
    ).toEqual(['EnvironmentNotOfTenant spec.namespaceMetadata.prod']);
  });

  it('is refused where it is no label', () => {
    expect(
      refusedTenant(
        tenantDocument(given({ team: 'a b', 'bad key': 'x' })),
        platform,
      ),
    ).toHaveLength(2);
  });
});
