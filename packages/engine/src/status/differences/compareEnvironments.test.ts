import { parseRequest } from '../../parse/parseRequest';
import { parsePlatform } from '../../platform';
import { renderAll } from '../../render/renderAll';
import { RequestEnvelope } from '../../request';
import { offeringPlatform } from '../../testing/offeringPlatform';
import { parsedTenant } from '../../testing/renderTenant';
import { CommitHistory, TouchingCommit } from '../sync';
import { compareEnvironments } from './compareEnvironments';

const platform = parsePlatform({
  ...offeringPlatform(),
  naming: { namespace: '${{ tenant }}-${{ environment }}' },
});
const tenant = parsedTenant({ environments: ['dev', 'prod'] });

const request = (kind: string, name: string, spec: object): RequestEnvelope =>
  parseRequest({
    apiVersion: 'tenancy.groundwork.dev/v1',
    kind,
    metadata: { name, tenant: 'payments' },
    spec,
  });
const web = (spec: object = {}) =>
  request('Workload', 'web', {
    environments: ['dev', 'prod'],
    image: 'registry.example.com/web:1.4.0',
    ports: [{ name: 'http', port: 8080 }],
    env: { URL: 'https://pay.example.com', STAGE: 'one' },
    ...spec,
  });
const route = (environments: string[]) =>
  request('Route', 'shop', {
    environments,
    protocol: 'HTTP',
    parents: [{ gateway: 'external' }],
    rules: [{ backends: [{ service: 'web', port: 8080 }] }],
  });

/** A commit with all folders above what it touched. */
const commit = (
  id: string,
  time: number,
  ...paths: string[]
): TouchingCommit => ({
  commit: id,
  message: `Commit ${id}`,
  author: 'A. Ng',
  at: time,
  touched: new Set(paths),
});

function compare(
  requests: RequestEnvelope[],
  more: {
    commits?: TouchingCommit[];
    files?: Record<string, string | undefined>;
  } = {},
) {
  const all = [tenant, ...requests];
  const files = new Map(
    renderAll(all, platform).files.map(({ path, content }) => [path, content]),
  );
  for (const [path, content] of Object.entries(more.files ?? {})) {
    if (content === undefined) {
      files.delete(path);
    } else {
      files.set(path, content);
    }
  }
  const [comparison] = compareEnvironments(
    { name: 'payments', environments: ['dev', 'prod'], files, requests: all },
    {
      platform,
      commits: new CommitHistory([
        {
          repository: platform.repository.tenants.url,
          branch: 'main',
          commits: more.commits ?? [],
          asOf: 1,
          source: 'git tenants',
        },
      ]),
    },
  );
  return comparison;
}

const devWeb = 'tenants/payments/dev/workload-web.yaml';
const prodWeb = 'tenants/payments/prod/workload-web.yaml';

describe('environments compared by content', () => {
  it('are the same where only names of the environment differ', () => {
    expect(compare([web()])).toMatchObject({
      environment: 'prod',
      against: 'dev',
      words: 'same as dev',
      changes: [],
    });
  });

  it('tell a version that was not promoted, with its commit', () => {
    const comparison = compare(
      [
        web({
          overrides: { dev: { image: 'registry.example.com/web:1.4.1' } },
        }),
      ],
      {
        commits: [commit('c3', 30, devWeb), commit('c1', 10, devWeb, prodWeb)],
      },
    );
    expect(comparison).toMatchObject({
      words: '1 change behind dev: image web:1.4.1',
      behind: 1,
      changes: [
        {
          direction: 'behind',
          request: 'tenants/payments/requests/workload-web.yaml',
          commit: { commit: 'c3', author: 'A. Ng', at: 30 },
          objects: [
            {
              kind: 'Deployment',
              is: 'different',
              fields: [
                {
                  path: 'spec.template.spec.containers[web].image',
                  earlier: 'registry.example.com/web:1.4.1',
                  later: 'registry.example.com/web:1.4.0',
                },
              ],
            },
          ],
        },
      ],
    });
  });

  it('tell a hotfix as what it is', () => {
    const comparison = compare(
      [
        web({
          overrides: { prod: { image: 'registry.example.com/web:1.4.2' } },
        }),
      ],
      {
        commits: [commit('c9', 90, prodWeb), commit('c1', 10, devWeb, prodWeb)],
      },
    );
    expect(comparison).toMatchObject({
      words: '1 change ahead of dev: image web:1.4.2',
      changes: [{ direction: 'ahead', commit: { commit: 'c9' } }],
    });
  });

  it('take an image of another registry for the same', () => {
    expect(
      compare([
        web({ overrides: { prod: { image: 'mirror.example.com/web:1.4.0' } } }),
      ]).words,
    ).toBe('same as dev');
  });

  it('tell apart what an override asks for', () => {
    const comparison = compare([
      web({
        overrides: {
          prod: { replicas: 5, env: { STAGE: 'two' } },
          dev: { resources: { requests: { cpu: '10m' } } },
        },
      }),
    ]);
    expect(comparison).toMatchObject({
      words: 'same as dev, but for 1 change that is asked for',
      behind: 0,
      intended: 1,
    });
    expect(
      comparison.changes[0].objects[0].fields.every(each => each.intended),
    ).toBe(true);
  });

  it('tell an autoscaler that only one environment asks for as asked for', () => {
    expect(
      compare([
        web({
          overrides: { prod: { autoscale: { min: 2, max: 4, cpu: 80 } } },
        }),
      ]),
    ).toMatchObject({ behind: 0, ahead: 0, unclear: 0, intended: 1 });
  });

  it('tell what was not brought over, as one thing for each request', () => {
    const comparison = compare([
      web({ environments: ['dev'] }),
      route(['dev']),
    ]);
    expect(comparison.words).toBe(
      '2 changes behind dev: route shop, workload web',
    );
    expect(comparison.changes[1].objects.length).toBeGreaterThan(1);
  });

  it('tell what was taken away, on either side', () => {
    const gone = (path: string, at: number) => [
      commit('gone', at, path),
      commit('came', 10, devWeb, prodWeb),
    ];
    expect(
      compare([web({ environments: ['dev'] })], { commits: gone(prodWeb, 20) })
        .words,
    ).toBe('1 change ahead of dev: removal of workload web');
    expect(
      compare([web({ environments: ['prod'] })], { commits: gone(devWeb, 20) })
        .words,
    ).toBe('1 change behind dev: removal of workload web');
  });

  it('do not guess who was first where Git does not tell', () => {
    const edited = {
      files: {
        'tenants/payments/prod/extra.yaml':
          'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata: { key: secret }\n',
        'tenants/payments/dev/extra.yaml':
          'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata: { key: other }\n',
      },
    };
    const comparison = compare([], edited);
    expect(comparison).toMatchObject({
      words: 'differs from dev: ConfigMap a',
      unclear: 1,
      changes: [{ objects: [{ fields: [{ path: 'data.key' }] }] }],
    });
    // Which keys differ, and not what they hold.
    expect(JSON.stringify(comparison)).not.toMatch(/secret|other/);
  });

  it('read Kustomizations and patches too', () => {
    const kustomization = (tag: string) =>
      `resources: [a.yaml]\nimages:\n  - name: web\n    newTag: "${tag}"\n`;
    expect(
      compare([], {
        files: {
          'tenants/payments/dev/kustomization.yaml': kustomization('2'),
          'tenants/payments/prod/kustomization.yaml': kustomization('1'),
        },
        commits: [commit('c', 5, 'tenants/payments/dev/kustomization.yaml')],
      }).words,
    ).toBe('1 change behind dev: image 2');
    const patch =
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {replicas: 3}\n';
    expect(
      compare([web()], {
        files: { 'tenants/payments/prod/patches/web.yaml': patch },
      }).words,
    ).toBe('1 change ahead of dev: Deployment web');
  });

  it.each([
    'a: [',
    '---\n- x\n',
    'kind: 1\nmetadata: {name: 2}\n',
    'kind: X\nmetadata: null\n',
    'apiVersion: {}\nkind: X\nmetadata: {name: x}\nspec: [[[[null]]]]\n',
    '!!binary x',
  ])('stand whatever a file holds: %j', content => {
    expect(
      compare([web()], { files: { 'tenants/payments/dev/odd.yaml': content } }),
    ).toMatchObject({ environment: 'prod' });
  });
});
