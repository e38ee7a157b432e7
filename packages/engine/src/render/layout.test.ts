import { renderPlatform } from '../guardrails/renderPlatform';
import type { KubernetesObject, ManifestFile } from '../model';
import { parseRequest } from '../parse/parseRequest';
import { parsePlatform, PlatformInput } from '../platform';
import { RequestError } from '../request';
import { offeringPlatform } from '../testing/offeringPlatform';
import { teamTenant } from '../testing/teamTenant';
import { clusterLayout } from '../testUtils/clusterLayout';
import { render } from './render';
import { renderAll } from './renderAll';
import { renderTree } from './renderTree';

const codeowners = { platform: '@acme/platform', tenant: '@acme/${{ group }}' };

const platformWith = (layout?: PlatformInput['layout']) =>
  parsePlatform({ ...offeringPlatform(), codeowners, layout });

const asUsual = platformWith();
const byCluster = platformWith(clusterLayout);

const tenant = teamTenant();

const workload = (owner = 'payments') =>
  parseRequest({
    apiVersion: 'tenancy.groundwork.dev/v1',
    kind: 'Workload',
    metadata: { name: 'api', tenant: owner },
    spec: { image: 'registry.example.com/api:1' },
  });

const application = (path: string) =>
  parseRequest({
    apiVersion: 'tenancy.groundwork.dev/v1',
    kind: 'Application',
    metadata: { name: 'extra', tenant: 'payments' },
    spec: {
      sources: [
        {
          type: 'directory',
          repo: byCluster.repository.tenants.url,
          path,
          revision: 'main',
        },
      ],
    },
  });

const all = (platform: typeof asUsual): readonly ManifestFile[] => [
  ...renderPlatform(platform).files,
  ...renderAll([tenant, workload()], platform).files,
];

const objectsIn = (files: readonly ManifestFile[]) =>
  files
    .flatMap(({ objects, target }) =>
      objects.map(object => ({ cluster: target?.cluster, object })),
    )
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));

function keyOf({
  cluster,
  object: { kind, metadata },
}: {
  cluster?: string;
  object: KubernetesObject;
}): string {
  return [cluster, kind, metadata.namespace, metadata.name].join(' ');
}

const texts = (files: readonly ManifestFile[]) =>
  new Map(files.map(({ path, content }) => [path, content]));

function codesOf(run: () => unknown): string[] {
  try {
    run();
    return [];
  } catch (error) {
    if (error instanceof RequestError) {
      return error.findings.map(({ code }) => code);
    }
    throw error;
  }
}

describe('an estate in another layout', () => {
  it('has the same objects, but for the paths that Argo CD reads', () => {
    const [usual, moved] = [asUsual, byCluster].map(platform =>
      objectsIn(all(platform)),
    );
    const differing = moved.filter(
      (each, index) => JSON.stringify(each) !== JSON.stringify(usual[index]),
    );
    const kinds = new Set(differing.map(({ object }) => object.kind));
    expect(moved.map(keyOf)).toEqual(usual.map(keyOf));
    expect(kinds).toEqual(new Set(['Application', 'ApplicationSet']));
    const pathless = (each: (typeof moved)[number]) =>
      JSON.stringify(each)
        .replace(/"path":"[^"]*"/g, '"path":""')
        .replace(/\.path\.segments \d/g, '.path.segments n');
    expect(moved.map(pathless)).toEqual(usual.map(pathless));
  });

  it('is where the layout says, and nowhere else', () => {
    const paths = all(byCluster).map(({ path }) => path);
    expect(paths).toEqual(
      expect.arrayContaining([
        'CODEOWNERS',
        'requests/tenants/payments.yaml',
        'requests/teams/payments/workload-api.yaml',
        'clusters/dev/platform/_shared/cluster/guard-rails.yaml',
        'clusters/dev/platform/payments/argocd/project.yaml',
        'clusters/dev/tenants/payments/workload-api.yaml',
      ]),
    );
    expect(
      paths.filter(path => !/^(clusters\/|requests\/|CODEOWNERS$)/.test(path)),
    ).toEqual([]);
  });

  it.each([
    ['the tenant last', {}, 'clusters/dev/platform/*/cluster', 3],
    [
      'the environment last',
      { platform: 'guarded/${{ tenant }}/in/${{ environment }}' },
      'guarded/*/in/dev/cluster',
      1,
    ],
  ])('has Argo CD find tenants with %s', (_, layout, path, index) => {
    const { files } = renderPlatform(
      platformWith({ ...clusterLayout, ...layout }),
    );
    const [set] = files
      .flatMap(({ objects }) => objects)
      .filter(({ kind }) => kind === 'ApplicationSet');
    const spec = set.spec as {
      generators: Array<{ git: { directories: unknown[] } }>;
      template: { metadata: { name: string }; spec: { source: unknown } };
    };
    expect(spec.generators[0].git.directories).toEqual([
      { path },
      { path: path.replace('*', '_shared'), exclude: true },
    ]);
    expect(path.split('/')[index]).toBe('*');
    expect(spec.template.metadata.name).toBe(
      `platform-dev-{{index .path.segments ${index}}}-cluster`,
    );
  });

  it('gives the team each of its folders, and nothing above them', () => {
    const owners = all(byCluster).filter(({ path }) => path === 'CODEOWNERS');
    expect(owners.map(({ content }) => content)).toEqual([
      '* @acme/platform\n',
      [
        '/requests/teams/payments/ @acme/payments\n',
        '/clusters/dev/tenants/payments/ @acme/payments\n',
        '/clusters/prod/tenants/payments/ @acme/payments\n',
      ].join(''),
    ]);
  });

  it('is read back as it was rendered', () => {
    const { files } = renderAll([tenant, workload()], byCluster);
    const read = renderTree(texts(files), byCluster);
    expect(read.findings).toEqual([]);
    expect(read.files.map(({ path }) => path)).toEqual(
      files.map(({ path }) => path),
    );
  });

  it("takes no request out of another team's folder, and none of the usual layout", () => {
    const files = texts(renderAll([tenant], byCluster).files);
    const content = JSON.stringify(workload());
    files.set('requests/teams/orders/workload-api.yaml', content);
    files.set('tenants/payments/requests/workload-api.yaml', content);
    const read = renderTree(files, byCluster);
    expect(read.findings).toMatchObject([
      {
        code: 'RequestMisplaced',
        field: 'requests/teams/orders/workload-api.yaml',
        message: expect.stringContaining(
          'belongs in requests/teams/payments/workload-api.yaml',
        ),
        fixableBy: 'tenant',
      },
    ]);
    expect(read.files.some(({ path }) => path.includes('workload-api'))).toBe(
      false,
    );
  });

  it.each([
    'clusters/dev/tenants/payments',
    'clusters/dev/tenants/payments/extra',
    'clusters/dev/tenants/orders/extra',
    'clusters/dev/platform/payments/argocd',
    'clusters/dev/tenants',
    'requests/teams/payments',
    'requests/tenants',
    'tenants/payments/extra',
  ])('lets no further Application sync %s', path => {
    expect(
      codesOf(() => render(application(path), byCluster, { tenant })),
    ).toEqual(['PathNotOfTenant']);
  });

  it('leaves a team room beside its environments where the layout does', () => {
    const roomy = platformWith({
      ...clusterLayout,
      requests: 'teams/${{ tenant }}/asks',
      tenants: 'teams/${{ tenant }}/in/${{ environment }}',
    });
    const codes = (path: string) =>
      codesOf(() => render(application(path), roomy, { tenant }));
    expect(codes('teams/payments/extra')).toEqual([]);
    expect(codes('teams/payments/in')).toContain('PathNotOfTenant');
    expect(codes('teams/payments/patches')).toContain('PathNotOfTenant');
    expect(codes('teams/orders/extra')).toContain('PathNotOfTenant');
  });
});
