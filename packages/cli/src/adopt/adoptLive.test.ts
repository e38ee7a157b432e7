import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { writeYaml } from '@groundwork/engine';
import { kubeconfigOf } from '../testing/kubeconfigOf';
import { platform } from '../testing/checkedRepository';
import { runCommand } from '../testing/runCommand';
import { TestDirectory } from '../testing/TestDirectory';

// Jest loads packages with `require` alone.
jest.mock('../live/loadClient', () => ({
  loadClient: async () => jest.requireActual('@kubernetes/client-node'),
}));

const pageOf = (...items: object[]) => ({ metadata: {}, items });
const named = (name: string, namespace?: string) => ({
  metadata: { name, ...(namespace ? { namespace } : {}) },
});

const crds = '/apis/apiextensions.k8s.io/v1';

/** An API server that has a namespace with a ConfigMap, and a kind of somebody else's. */
const cluster = (): Record<string, unknown> => ({
  '/api/v1': {
    resources: ['namespaces', 'configmaps', 'secrets'].map(name => ({ name })),
  },
  '/api/v1/namespaces': pageOf(named('pay')),
  '/api/v1/configmaps': pageOf({ ...named('settings', 'pay'), data: {} }),
  [crds]: { resources: [{ name: 'customresourcedefinitions' }] },
  [`${crds}/customresourcedefinitions`]: pageOf({
    ...named('buckets.example.com'),
    spec: {
      group: 'example.com',
      scope: 'Namespaced',
      names: { kind: 'Bucket', plural: 'buckets' },
      versions: [{ name: 'v1', served: true }],
    },
  }),
  '/apis/example.com/v1/buckets': pageOf(named('uploads', 'pay')),
});

describe('groundwork adopt --kubeconfig', () => {
  let directory: TestDirectory;
  let server: Server;
  let answers: Record<string, unknown>;
  /** What is answered in place of an answer, once for each. */
  let statuses: Record<string, number[]>;
  let asked: string[];

  beforeEach(async () => {
    answers = cluster();
    statuses = {};
    asked = [];
    server = createServer(({ url = '', headers }, response) => {
      const path = url.split('?')[0];
      asked.push(`${path} ${headers.accept}`);
      const status = statuses[path]?.shift();
      const answer = answers[path];
      response.writeHead(status ?? (answer ? 200 : 404), {
        'retry-after': '0',
      });
      response.end(JSON.stringify(answer ?? {}));
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    directory = new TestDirectory();
    directory.put('git/groundwork.yaml', platform());
    directory.put(
      'owners.yaml',
      writeYaml({
        owners: [{ namespace: '*', owner: 'group:default/${{ tenant }}' }],
      }),
    );
  });

  afterEach(async () => {
    directory.remove();
    await new Promise(resolve => {
      server.close(resolve);
    });
  });

  function adopt(...args: string[]) {
    const { port } = server.address() as AddressInfo;
    directory.put(
      'kubeconfig.yaml',
      kubeconfigOf({
        'spoke-dev': `http://127.0.0.1:${port}`,
        prod: `http://127.0.0.1:${port}/prod`,
        hub: `http://127.0.0.1:${port}/hub`,
      }),
    );
    return runCommand(
      'adopt',
      '--owners',
      directory.path('owners.yaml'),
      '--kubeconfig',
      directory.path('kubeconfig.yaml'),
      '--git',
      directory.path('git'),
      ...args,
    );
  }

  const isWritten = () => existsSync(directory.path('git/platform'));

  it('adopts what is there, and never asks for a Secret', async () => {
    const { code, out } = await adopt();
    expect(out).toContain('kept dev ConfigMap settings');
    expect(code).toBe(0);
    expect(isWritten()).toBe(true);
    expect(asked.filter(path => path.includes('/secrets'))).toEqual([]);
  });

  it('lists objects of kinds that nobody described, by their names alone', async () => {
    const { out } = await adopt('--check');
    expect(out).toContain(
      'listed dev Bucket uploads: nothing is known of its kind',
    );
    expect(
      asked.filter(each => each.startsWith('/apis/example.com/v1/buckets')),
    ).toEqual([expect.stringContaining('PartialObjectMetadataList')]);
  });

  it('writes no tenant of which a part could not be read, unless it is told to', async () => {
    statuses['/api/v1/configmaps'] = [503, 503];
    const { code, out, err } = await adopt();
    expect(out).toContain(
      'refused: not all of it is known, since of cluster spoke-dev these could not be read: ConfigMap',
    );
    expect(out).toContain('1 tenants, 1 of them refused');
    expect(err).toContain('--partial');
    expect(code).toBe(1);
    expect(isWritten()).toBe(false);

    expect((await adopt('--partial')).code).toBe(0);
    expect(isWritten()).toBe(true);
  });

  it.each([
    [401, 'renew the token'],
    [500, 'try again when it answers'],
  ])(
    'asks a cluster that answers %s nothing more, and says what to do',
    async (status, remedy) => {
      statuses['/api/v1'] = [status];
      for (const name of ['prod', 'hub']) {
        statuses[`/${name}/api/v1`] = [status];
      }
      const { code, err, out } = await adopt();
      expect(err).toContain(`spoke-dev: /api/v1 answered ${status}; `);
      expect(err).toContain(remedy);
      expect(out).toBe('');
      expect(code).toBe(2);
      expect(asked).toHaveLength(3);
      expect(isWritten()).toBe(false);
    },
  );

  it('tells many kinds of one cause in one line', async () => {
    statuses['/api/v1/configmaps'] = [403];
    statuses['/api/v1/namespaces'] = [403];
    const { out, err } = await adopt();
    const text = `${out}${err}`;
    expect(text.match(/answered 403/g)).toHaveLength(1);
    expect(text).toContain('spoke-dev: 2 kinds (');
    expect(text).toContain(
      'whoever runs the cluster can let its user list them',
    );
  });

  describe('with rights in single namespaces', () => {
    const argo = '/hub/apis/argoproj.io/v1alpha1';
    const hub = {
      '/hub/api/v1': { resources: [{ name: 'namespaces' }] },
      [argo]: {
        resources: ['applications', 'appprojects'].map(name => ({ name })),
      },
    };
    const application = {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: { name: 'old-pay', namespace: 'argocd' },
      spec: {
        project: 'default',
        source: { repoURL: 'https://git.example.com/pay.git', path: '.' },
        destination: { name: 'spoke-dev', namespace: 'pay' },
      },
    };

    beforeEach(() => {
      directory.put(
        'owners.yaml',
        writeYaml({
          owners: [{ namespace: 'pay', owner: 'group:default/pay' }],
        }),
      );
      answers = {
        ...answers,
        ...hub,
        [`${argo}/namespaces/argocd/applications`]: pageOf(application),
        [`${argo}/namespaces/argocd/appprojects`]: pageOf(),
      };
      statuses = {
        [`${argo}/applications`]: [403],
        [`${argo}/appprojects`]: [403],
      };
    });

    it("looks for Applications where the platform's Argo CD is", async () => {
      const { out } = await adopt('--check');
      expect(out).toContain('Application old-pay');
      expect(asked.join()).toContain(`${argo}/namespaces/argocd/applications`);
    });

    it('does not call new what may be there without being readable', async () => {
      statuses[`${argo}/namespaces/argocd/applications`] = [403];
      const { out } = await adopt('--check');
      expect(out).toContain('hub/argocd Application');
      expect(out).toMatch(
        /new dev Application \S+: its kind could not be read there, so it may be there already/,
      );
      expect(out).toMatch(/new dev AppProject \S+$/m);
    });
  });

  it('asks again where an API server has too many questions', async () => {
    statuses['/api/v1/configmaps'] = [429, 429];
    const { code, out } = await adopt('--check');
    expect(out).toContain('kept dev ConfigMap settings');
    expect(code).toBe(1);
    expect(
      asked.filter(each => each.startsWith('/api/v1/configmaps')),
    ).toHaveLength(3);
  });
});
