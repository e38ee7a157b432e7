import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { writeYaml } from '@groundwork/engine';
import { kubeconfigOf } from './testing/kubeconfigOf';
import { runCommand } from './testing/runCommand';
import { TestDirectory } from './testing/TestDirectory';

// Jest loads packages with `require` alone.
jest.mock('./live/loadClient', () => ({
  loadClient: async () => jest.requireActual('@kubernetes/client-node'),
}));

const deployment = (volume: string) =>
  writeYaml({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web' },
    spec: {
      selector: { matchLabels: { app: 'web' } },
      template: {
        metadata: { labels: { app: 'web' } },
        spec: {
          containers: [
            {
              name: 'web',
              image: 'web:1',
              volumeMounts: [{ name: volume, mountPath: '/data' }],
            },
          ],
          volumes: [{ name: 'data', emptyDir: {} }],
        },
      },
    },
  });

const definition = (size: string) => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'buckets.example.com' },
  spec: {
    group: 'example.com',
    scope: 'Namespaced',
    names: { kind: 'Bucket', plural: 'buckets' },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            properties: {
              spec: { type: 'object', properties: { size: { type: size } } },
            },
          },
        },
      },
    ],
  },
});

const bucket = (size: unknown) =>
  writeYaml({
    apiVersion: 'example.com/v1',
    kind: 'Bucket',
    metadata: { name: 'logs' },
    spec: { size },
  });

describe('groundwork check --manifests', () => {
  let directory: TestDirectory;
  beforeEach(() => {
    directory = new TestDirectory();
  });
  afterEach(() => directory.remove());

  const run = (...flags: string[]) =>
    runCommand('check', directory.root, '--manifests', ...flags);

  /** Everything but notes of what was not looked at. */
  async function said(...flags: string[]) {
    const { out } = await run('--format', 'json', ...flags);
    const findings: Array<Record<string, string>> = JSON.parse(out);
    return findings
      .filter(({ code }) => code !== 'NotChecked')
      .map(({ code, path, line }) => `${code} ${path}:${line}`);
  }

  it('judges what Kustomizations build to, and files that none is made of', async () => {
    directory.put('base/kustomization.yaml', 'resources: [web.yaml]\n');
    directory.put('base/web.yaml', deployment('nothing'));
    directory.put(
      'clusters/prod/kustomization.yaml',
      'resources: [../../base]',
    );
    directory.put(
      'clusters/test/kustomization.yaml',
      'resources: [../../base]',
    );
    directory.put('plain/web.yml', deployment('none'));
    directory.put('plain/again.json', JSON.stringify({ a: 1 }));
    expect(await said()).toEqual([
      'NotAllowed base/web.yaml:18',
      'NotAllowed plain/web.yml:18',
    ]);
    const { code, out } = await run();
    expect(code).toBe(1);
    expect(out).toContain(
      '3 objects of 2 Kustomizations and 1 file were checked by known releases',
    );
    // Whose turn it is, is known to a platform alone.
    expect(out).not.toContain('[platform]');
  });

  it('passes over what is no manifest, and what only changes others', async () => {
    directory.put('.github/workflows/ci.yaml', 'on: [push]\njobs: {a: {}}\n');
    directory.put('chart/Chart.yaml', 'name: a\nversion: 1.0.0\n');
    directory.put('chart/templates/a.yaml', 'kind: {{ .Values.kind }}\n');
    directory.put(
      'talos/patches/api.yaml',
      'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n',
    );
    directory.put('app/kustomization.yaml', 'resources: [map.yaml]\n');
    directory.put(
      'app/map.yaml',
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n',
    );
    directory.put(
      'app/memory.yaml',
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: {replicas: 2}\n',
    );
    expect(await said()).toEqual([
      'NotJudged chart/Chart.yaml:1',
      'NotApplied app/memory.yaml:1',
      'NotApplied talos/patches/api.yaml:1',
    ]);
    expect((await run()).code).toBe(0);
  });

  it('judges nothing that is encrypted, and nothing of kinds that nobody described', async () => {
    directory.put(
      'app/secret.yaml',
      writeYaml({
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'login' },
        data: { password: 'ENC[AES256_GCM,data:Zm9v,type:str]' },
        sops: { mac: 'ENC[AES256_GCM,data:YmFy,type:str]', version: '3.9.0' },
      }),
    );
    directory.put(
      'catalog-info.yaml',
      writeYaml({
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: { name: 'web_app', description: 'A page', tags: ['a'] },
      }),
    );
    expect(await said()).toEqual(['NotJudged app/secret.yaml:1']);
    expect(await run()).toMatchObject({
      code: 0,
      out: expect.stringContaining('Component of backstage.io/v1alpha1'),
    });
  });

  it('refuses names that are no text, and judges the rest', async () => {
    directory.put(
      'app/numbers.yaml',
      [
        'apiVersion: v1\nkind: Namespace\nmetadata: {name: 123}\n',
        'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: no\nspec: {a: 1}\n',
        'apiVersion: v1\nkind: ConfigMap\nmetadata: {generateName: 5}\n',
        'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: 5}\n',
      ].join('---\n'),
    );
    expect(await said()).toEqual([
      'WrongType app/numbers.yaml:17',
      'WrongType app/numbers.yaml:3',
      'WrongType app/numbers.yaml:8',
      'UnknownField app/numbers.yaml:9',
      'WrongType app/numbers.yaml:13',
    ]);
    expect((await run()).code).toBe(1);
  });

  it('warns of built-in kinds that lack what makes them objects', async () => {
    directory.put(
      'app/half.yaml',
      [
        'apiVersion: apps/v1\nkind: Deployment\nspec: {a: 1}\n',
        'kind: Pod\nmetadata: {name: a}\n',
        'apiVersion: 1\nkind: Service\nmetadata: {name: a}\n',
        'apiVersion: v1\nkind: Pod\nmetadata: {labels: {a: b}}\n',
        'apiVersion: v1\nkind: Config\nclusters: []\n',
        'kind: Deployment\nreplicas: 2\n',
      ].join('---\n'),
    );
    expect(await said()).toEqual(
      [1, 5, 8, 12].map(line => `NotAnObject app/half.yaml:${line}`),
    );
    expect((await run()).out).toContain('Deployment has no metadata.');
  });

  it('takes files for alternatives, whatever directory they share', async () => {
    directory.put('examples/one.yaml', deployment('data'));
    directory.put('examples/two.yaml', deployment('data'));
    expect(await said()).toEqual([]);
  });

  it('judges by the definitions of the checkout, as far as there is one', async () => {
    directory.put('crds/bucket.yaml', writeYaml(definition('integer')));
    directory.put('app/logs.yaml', bucket('large'));
    expect(await said()).toEqual(['WrongType app/logs.yaml:6']);

    directory.put('old/bucket.yaml', writeYaml(definition('string')));
    expect(await said()).toEqual([]);
    expect((await run()).out).toContain('Bucket of example.com/v1');
  });

  it('judges by what the cluster of a kubeconfig has', async () => {
    const crds = '/apis/apiextensions.k8s.io/v1';
    const answers: Record<string, unknown> = {
      '/api/v1': { resources: [] },
      '/apis': {
        groups: [{ name: 'example.com', versions: [{ version: 'v1' }] }],
      },
      [crds]: { resources: [{ name: 'customresourcedefinitions' }] },
      [`${crds}/customresourcedefinitions`]: { items: [definition('integer')] },
    };
    const server = createServer(({ url = '' }, response) => {
      const answer = answers[url.split('?')[0]];
      response.writeHead(answer ? 200 : 403).end(JSON.stringify(answer ?? {}));
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    try {
      const { port } = server.address() as AddressInfo;
      const servers = { here: `http://127.0.0.1:${port}` };
      const file = directory.path('.kubeconfig');
      directory.put('.kubeconfig', kubeconfigOf(servers, 'here'));
      directory.put('app/logs.yaml', bucket('large'));
      directory.put(
        'app/topic.yaml',
        'apiVersion: example.com/v1\nkind: Topic\nmetadata: {name: a}\n',
      );
      expect(await said('--kubeconfig', file)).toEqual([
        'WrongType app/logs.yaml:6',
        'NotServed app/topic.yaml:1',
      ]);

      delete answers[crds];
      const refused = await run('--kubeconfig', file);
      expect(refused).toMatchObject({
        code: 2,
        err: expect.stringContaining(
          'The definitions of cluster here cannot be read',
        ),
      });

      directory.put('.kubeconfig', kubeconfigOf(servers));
      expect(await run('--kubeconfig', file)).toMatchObject({
        code: 2,
        err: expect.stringContaining('has no current context'),
      });
    } finally {
      await new Promise(resolve => {
        server.close(resolve);
      });
    }
  });

  it('says that there was nothing to check, and never passes for it', async () => {
    directory.put('README.md', '# Nothing\n');
    expect(await run()).toMatchObject({
      code: 2,
      err: 'There are no manifests, so nothing was checked.\n',
    });
  });

  it('goes without a platform, and the other way round', async () => {
    directory.put(
      'app/a.yaml',
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n',
    );
    expect(await run('--platform', 'groundwork.yaml')).toMatchObject({
      code: 2,
      err: expect.stringContaining('--manifests goes without --platform'),
    });
    expect(await runCommand('check', directory.root)).toMatchObject({
      code: 2,
      err: expect.stringContaining(
        'check manifests without one with --manifests',
      ),
    });
  });
});
