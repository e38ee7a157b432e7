import { parseRequest } from '../../parse/parseRequest';
import { objectsFor, refusedFor, renderFor } from '../../testing/renderFor';
import { applicationRequestSchema } from './request';
import { sourceReposOf } from './repository';

const repo = 'https://git.example.com/payments/shop.git';
const charts = 'https://charts.example.com';
const registry = 'registry.example.com/charts';
const estate = 'https://git.example.com/platform/estate.git';
const tenant = {
  repositories: [repo, charts, registry, 'oci://registry.example.com/shop'],
};

const kustomize = {
  type: 'kustomize',
  repo,
  revision: 'main',
  path: 'deploy/${{ environment }}',
};
const chart = { type: 'helm', repo: charts, revision: '1.2.3', chart: 'redis' };

function from(...sources: object[]) {
  return { sources };
}

function specOf(spec: object, environment = 'dev') {
  const [application] = objectsFor('Application', spec, {
    tenant,
    environment,
  });
  return application.spec as Record<string, unknown>;
}

describe('an application', () => {
  it("is rendered into the platform's tree, beside the tenant's own", () => {
    const files = renderFor('Application', from(kustomize), { tenant });
    expect(files.map(file => [file.path, file.target?.cluster])).toEqual([
      ['platform/dev/payments/argocd/app-shop.yaml', 'hub'],
      ['platform/dev/payments/argocd/kustomization.yaml', undefined],
      ['platform/prod/payments/argocd/app-shop.yaml', 'prod'],
      ['platform/prod/payments/argocd/kustomization.yaml', undefined],
      ['tenants/payments/requests/application-shop.yaml', undefined],
    ]);
    expect(files[0].content).toMatchSnapshot();
  });

  it("is bound to the tenant's project and namespace whatever it asks for", () => {
    expect(specOf(from(chart), 'prod')).toMatchObject({
      project: 'payments-prod',
      destination: {
        server: 'https://kubernetes.default.svc',
        namespace: 'payments',
      },
    });
  });

  it.each([
    ['cascade', ['resources-finalizer.argocd.argoproj.io']],
    ['background', ['resources-finalizer.argocd.argoproj.io/background']],
    ['orphan', undefined],
  ])('on deletion with %s has the finalizers %j', (onDelete, finalizers) => {
    const spec = { ...from(chart), onDelete };
    const [application] = objectsFor('Application', spec, { tenant });
    expect(application.metadata.finalizers).toEqual(finalizers);
  });

  it('never allows an empty source to prune everything', () => {
    const spec = { ...from(chart), sync: { prune: true } };
    expect(JSON.stringify(specOf(spec))).not.toContain('allowEmpty');
    expect(
      refusedFor(
        'Application',
        { ...from(chart), sync: { allowEmpty: true } },
        { tenant },
      ),
    ).toEqual(['InvalidRequest spec.sync.allowEmpty']);
  });

  it('names the release itself, since a dot in it would break charts', () => {
    expect(specOf(from(chart)).source).toEqual({
      repoURL: charts,
      targetRevision: '1.2.3',
      chart: 'redis',
      helm: { releaseName: 'shop' },
    });
  });

  it('reads values from another source', () => {
    const sources = [
      { ...chart, helm: { valueFiles: ['$values/${{ environment }}.yaml'] } },
      { type: 'values', repo, revision: 'main', ref: 'values' },
    ];
    expect(specOf(from(...sources), 'prod').sources).toMatchObject([
      { helm: { valueFiles: ['$values/prod.yaml'] } },
      { ref: 'values', repoURL: repo },
    ]);
  });

  it('takes a directory of its own tree', () => {
    const source = {
      type: 'directory',
      repo: estate,
      revision: 'main',
      path: 'tenants/payments/extra',
    };
    expect(specOf(from(source)).source).toMatchObject({
      path: 'tenants/payments/extra',
      directory: { recurse: false },
    });
  });

  it('knows its repository however it is written, and writes it in one way', () => {
    const source = {
      ...kustomize,
      repo: `${repo.replace('https://git.', 'HTTPS://Git.')}/`,
    };
    expect(specOf(from(source)).source).toMatchObject({
      repoURL: repo,
    });
  });

  it('says which repositories its project must have', () => {
    const request = parseRequest({
      apiVersion: 'tenancy.groundwork.dev/v1',
      kind: 'Application',
      metadata: { name: 'shop', tenant: 'payments' },
      spec: { ...from(kustomize), overrides: { prod: from(chart) } },
    });
    expect(sourceReposOf(applicationRequestSchema.parse(request))).toEqual([
      charts,
      repo,
    ]);
  });

  const dir = (path: string, at = estate) =>
    from({ type: 'directory', repo: at, revision: 'main', path });
  it.each([
    [
      from({
        ...kustomize,
        repo: 'https://git.example.com/payments/shop-evil',
      }),
      'RepositoryNotAllowed spec.sources[0].repo',
    ],
    [from({ ...kustomize, repo: '*' }), 'InvalidRequest spec.sources[0].repo'],
    [
      from({ ...kustomize, repo: 'https://git.example.com/payments/*' }),
      'InvalidRequest spec.sources[0].repo',
    ],
    ...[
      'github.com/evil/x?ref=main',
      'GitHub.com/evil/x',
      'git@github.com:evil/x',
      'https://x.example/y',
      'gh:evil/x',
      '--x',
    ].map((component): [object, string] => [
      from({ ...kustomize, kustomize: { components: [component] } }),
      'PathNotOfTenant spec.sources[0].kustomize.components[0]',
    ]),
    ...['file:/etc/passwd', 's3:x', 'secrets://x', '$own/https://x/y'].map(
      (file): [object, string] => [
        from(
          { ...chart, helm: { valueFiles: [file] } },
          { type: 'values', repo, revision: 'main', ref: 'own' },
        ),
        'PathNotOfTenant spec.sources[0].helm.valueFiles[0]',
      ],
    ),
    ...['--upload-pack=x', '-x', 'a..b', 'a:b', 'main@{1}'].map(
      (revision): [object, string] => [
        from({ ...kustomize, revision }),
        'InvalidRequest spec.sources[0].revision',
      ],
    ),
    ...['https://me:pw@git.example.com/x', 'file:///x', 'https://a/b/../c'].map(
      (at): [object, string] => [
        from({ ...kustomize, repo: at }),
        'InvalidRequest spec.sources[0].repo',
      ],
    ),
    [dir('https://x.example/y', repo), 'InvalidPath spec.sources[0].path'],
    [
      dir('tenants/orders/extra', estate.replace('/platform/', '/Platform/')),
      'PathNotOfTenant spec.sources[0].path',
    ],
    [dir('tenants/orders/extra'), 'PathNotOfTenant spec.sources[0].path'],
    [dir('tenants/payments/dev'), 'PathNotOfTenant spec.sources[0].path'],
    [dir('tenants/payments'), 'PathNotOfTenant spec.sources[0].path'],
    [
      dir('platform/dev/payments/argocd'),
      'PathNotOfTenant spec.sources[0].path',
    ],
    [dir('.'), 'PathNotOfTenant spec.sources[0].path'],
    [
      dir('tenants/payments/extra/../../orders'),
      'InvalidPath spec.sources[0].path',
    ],
    [dir('/deploy', repo), 'InvalidPath spec.sources[0].path'],
    [dir('${{ group }}', repo), 'UnknownPlaceholder spec.sources[0].path'],
    [from({ ...chart, path: 'chart' }), 'Contradiction spec.sources[0]'],
    [
      from({ ...chart, repo: 'oci://registry.example.com/shop' }),
      'InvalidRepository spec.sources[0].repo',
    ],
    [
      from({ ...chart, helm: { valueFiles: ['$other/values.yaml'] } }),
      'UnknownRef spec.sources[0].helm.valueFiles[0]',
    ],
    [
      from({ ...chart, helm: { valueFiles: ['https://example.org/v.yaml'] } }),
      'PathNotOfTenant spec.sources[0].helm.valueFiles[0]',
    ],
    [
      from(
        { ...chart, helm: { valueFiles: ['$own/tenants/orders/values.yaml'] } },
        { type: 'values', repo: estate, revision: 'main', ref: 'own' },
      ),
      'PathNotOfTenant spec.sources[0].helm.valueFiles[0]',
    ],
    [
      from({ type: 'values', repo, revision: 'main', ref: 'values' }),
      'Missing spec.sources',
    ],
    [
      { ...from(chart), ignoreDifferences: [{ kind: 'Deployment' }] },
      'Missing spec.ignoreDifferences[0]',
    ],
    [
      {
        ...from(chart),
        sync: { retry: { duration: '5m', maxDuration: '1m' } },
      },
      'Contradiction spec.sync.retry.maxDuration',
    ],
    [{ ...from(chart), project: 'default' }, 'InvalidRequest spec.project'],
    [
      {
        ...from(chart),
        overrides: { prod: from({ ...chart, chart: undefined }) },
      },
      'Contradiction spec.overrides.prod.sources[0]',
    ],
  ])('refuses %j with %s', (spec, expected) => {
    expect(refusedFor('Application', spec, { tenant })).toContain(expected);
  });
});
