import { mockServices } from '@backstage/backend-test-utils';
import { readPlatform } from '@groundwork/backstage-plugin-tenancy-node';
import type {
  KindRegistry,
  PolicyEnforcement,
  Snapshot,
  SourceState,
} from '@groundwork/engine';
import { parse } from 'yaml';
import type { AccessQuestion } from '../clusters/ClusterConnection';
import { ClusterSetup } from './clusterSetup';
import { RightsCheck } from './RightsCheck';
import { setupParts } from './setupParts';

const pods = {
  group: '',
  kind: 'Pod',
  plural: 'pods',
  namespaced: true,
};

/** A cluster that answers reviews with these statuses. */
function rights(answer: (question: AccessQuestion) => object | number) {
  return new RightsCheck({
    cluster: 'one',
    get: async () => {
      throw new Error('nobody reads here');
    },
    review: async question => {
      const said = answer(question);
      const text = JSON.stringify(
        typeof said === 'number' ? {} : { status: said },
      );
      return {
        status: typeof said === 'number' ? said : 201,
        date: null,
        body: (async function* body() {
          yield Buffer.from(text);
        })(),
      };
    },
  });
}

describe('rights of the reader', () => {
  it.each([
    ['allowed everywhere', () => ({ allowed: true }), [], 'allowed'],
    ['refused', () => ({ allowed: false }), [], 'missing'],
    ['refused one verb', verb('watch'), [], 'missing'],
    ['asked of who has no reviews', () => 404, [], 'unknown'],
    ['asked of something else', () => ({}), [], 'unknown'],
    ['not judged', failed, [], 'unknown'],
    [
      'refused in spite of an authorizer that failed',
      () => ({ ...failed(), denied: true }),
      [],
      'missing',
    ],
    ['allowed in its namespace', only('a'), ['a'], 'allowed'],
    ['allowed in some', only('a'), ['a', 'b'], 'partly'],
    ['refused in all', only('c'), ['a', 'b'], 'missing'],
    [
      'not judged in its namespace',
      ({ namespace }: AccessQuestion) =>
        namespace ? failed() : { allowed: false },
      ['a'],
      'unknown',
    ],
    ['asked in a few of many', only('n-1'), many(), 'partly'],
  ])('are %s', async (_, answer, namespaces, right) => {
    expect(await rights(answer).of(pods, namespaces)).toMatchObject({ right });
  });

  it('are asked for no longer where nobody answers the first questions', async () => {
    let asked = 0;
    const check = new RightsCheck({
      cluster: 'one',
      get: async () => {
        throw new Error('nobody reads here');
      },
      review: () => {
        asked += 1;
        return new Promise(() => {});
      },
    });
    const began = performance.now();
    const views = await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        check.of({ ...pods, kind: `Kind${i}` }, ['a', 'b']),
      ),
    );
    expect(performance.now() - began).toBeLessThan(8_000);
    expect(asked).toBe(8);
    expect(new Set(views.map(({ right }) => right))).toEqual(
      new Set(['unknown']),
    );
    expect(views.at(-1)?.why).toContain('no answer within 5 s');
  }, 20_000);

  it('are not known where the way to the cluster never ends, and the others are', async () => {
    const check = new RightsCheck({
      cluster: 'one',
      get: async () => {
        throw new Error('nobody reads here');
      },
      // It heeds no signal.
      review: ({ resource }) =>
        resource === 'pods'
          ? new Promise(() => {})
          : Promise.resolve({
              status: 201,
              date: null,
              body: (async function* body() {
                yield Buffer.from('{"status":{"allowed":true}}');
              })(),
            }),
    });
    const [asked, other] = await Promise.all([
      check.of(pods, []),
      check.of({ ...pods, kind: 'Service', plural: 'services' }, []),
    ]);
    expect(asked).toMatchObject({
      right: 'unknown',
      why: 'whether it may be read could not be asked: no answer within 5 s',
    });
    expect(other).toMatchObject({ right: 'allowed' });
  });

  it('are told with what is missing', async () => {
    expect(await rights(verb('watch')).of(pods, [])).toMatchObject({
      why: 'its reader may not watch it',
      cost: expect.stringMatching(/pods/),
    });
    const everywhere = ({ namespace }: AccessQuestion) => ({
      allowed: namespace !== undefined,
    });
    const view = await rights(everywhere).of(pods, many());
    expect(view.why).toBe('of 30 namespaces only 20 were asked for');
  });
});

describe('a cluster on the setup page', () => {
  const pod = { group: '', kind: 'Pod' };
  const cluster = async (
    list: Snapshot['list'],
    problem?: SourceState['problem'],
    state: PolicyEnforcement['state'] = 'unknown',
  ) => {
    const kinds = [{ ...pods, namespaced: true }];
    const setup = new ClusterSetup({
      watched: kinds,
      all: kinds,
    } as unknown as KindRegistry);
    const view = await setup.of('one', {
      snapshot: {
        list,
        sources: () => [
          {
            source: 'cluster one',
            kind: 'cluster',
            asOf: 1,
            ...(problem ? { problem } : {}),
          },
        ],
      },
      connection: {
        cluster: 'one',
        get: async () => {
          throw new Error('nobody reads here');
        },
        review: async () => {
          throw new DOMException(
            'The operation was aborted due to timeout',
            'TimeoutError',
          );
        },
      },
      isWhole: true,
      enforcement: {
        of: name => ({ state, why: `who enforces policies in ${name}` }),
        key: 'tenancy.environments[].cni',
      },
      namespacesFor: () => [],
    });
    return { ...view, pods: view.kinds.find(each => each.kind === pod.kind) };
  };

  it('may be read where it is read, though the question was not answered', async () => {
    const view = await cluster(() => ({ value: [], asOf: 1, source: 'one' }));

    expect(view).toMatchObject({ state: 'Healthy' });
    expect(view.pods).toEqual({
      ...pod,
      right: 'allowed',
      cost: expect.any(String),
    });
  });

  it('is no sound ground for tenants where nobody enforces policies', async () => {
    const list = () => ({ value: [], asOf: 1, source: 'one' });

    expect(await cluster(list)).toMatchObject({
      state: 'Healthy',
      policies: { state: 'unknown' },
    });
    expect(await cluster(list, undefined, 'no')).toMatchObject({
      state: 'Degraded',
      why: 'who enforces policies in one',
      fix: expect.stringMatching(
        /Cilium or Calico.* set tenancy\.environments\[\]\.cni\.$/,
      ),
    });
  });

  it('counts the kinds that it has, as the page does beside', async () => {
    const view = await cluster(({ kind }) => ({
      unknown: kind === pod.kind ? 'notServed' : 'notWatched',
      source: 'one',
    }));

    expect(view.pods).toMatchObject({ right: 'absent' });
    expect(view.why).toMatch(/^of 1 of 1 kinds /);
  });

  it('is not known where nothing was read', async () => {
    const view = await cluster(() => ({
      unknown: 'notWatched',
      source: 'one',
    }));

    expect(view.pods).toMatchObject({
      right: 'unknown',
      why: 'whether it may be read could not be asked: no answer within 5 s',
    });
  });

  it.each([
    [
      'unauthorized',
      /the token has expired.*kubernetes.io\/service-account-token/,
    ],
    ['tls', /certificate authority/],
    ['unreachable', /Check the address/],
  ] as const)('says what to do where it is %s', async (unknown, fix) => {
    const { fix: told } = await cluster(() => ({ unknown, source: 'one' }), {
      unknown,
      message: 'cluster one cannot be reached',
      since: 1,
    });
    expect(told).toMatch(fix);
  });
});

describe('parts of a portal', () => {
  const parts = async (config: object, platform?: object) => {
    const told = await setupParts({
      config: mockServices.rootConfig({ data: { ...config } }),
      auth: mockServices.auth(),
      // Nobody listens there.
      discovery: {
        getBaseUrl: async () => 'http://127.0.0.1:1',
        getExternalBaseUrl: async () => 'http://127.0.0.1:1',
      },
      exposure: { findings: () => [] },
      ...(platform
        ? {
            platform: {
              environments: ['dev', 'prod'],
              unread: () => [],
              unproposable: [],
              ...platform,
            },
          }
        : {}),
    });
    return Object.fromEntries(told.map(({ part, ...rest }) => [part, rest]));
  };

  it('that belong to a platform are off without one', async () => {
    const told = await parts({ permission: { enabled: true } });
    expect(told).toMatchObject({
      kubernetes: { state: 'unknown' },
      permissions: { state: 'on' },
      git: { state: 'off', cost: expect.stringContaining('repository') },
      actions: { state: 'off' },
      notifications: { state: 'off' },
      scaffolder: { state: 'off' },
    });
  });

  it('tell once what they lack, and lines that describe a whole platform', async () => {
    const told = await parts({ permission: { enabled: true } });
    expect(
      JSON.stringify(told).match(/No platform is described/g),
    ).toHaveLength(1);
    const config = mockServices.rootConfig({
      data: parse(told.git.copy ?? ''),
    });
    expect(readPlatform(config).environments).toMatchObject([{ name: 'dev' }]);
  });

  it('tell that nobody can open pull requests at a host', async () => {
    const { git } = await parts(
      {},
      {
        unproposable: [
          'https://git.example.com/a',
          'https://git.example.com/b',
        ],
      },
    );
    expect(git).toMatchObject({
      state: 'on',
      why: expect.stringMatching(/has the host git.example.com\.$/),
      cost: expect.stringContaining('Pull requests'),
    });
    expect(parse(git.copy ?? '')).toMatchObject({
      integrations: { gitea: [{ host: 'git.example.com' }] },
    });
  });

  it('are unknown where nobody answered, and told with what to copy', async () => {
    const told = await parts(
      {
        tenancy: {
          environments: [
            {
              name: 'dev',
              actions: { credential: { argocd: { token: 't0ken' } } },
            },
            { name: 'prod' },
          ],
        },
      },
      { unread: () => ['the platform tree in Git', 'cluster one'] },
    );
    expect(told).toMatchObject({
      permissions: { state: 'off', copy: expect.stringContaining('enabled') },
      git: { state: 'unknown', why: 'Not read yet: the platform tree in Git.' },
      actions: { state: 'on', copy: expect.stringContaining('name: prod') },
      notifications: { state: 'unknown' },
      scaffolder: { state: 'unknown' },
    });
    expect(JSON.stringify(told)).not.toContain('t0ken');
  });
});

function verb(refused: string) {
  return (question: AccessQuestion) => ({ allowed: question.verb !== refused });
}

function only(namespace: string) {
  return (question: AccessQuestion) => ({
    allowed: question.namespace === namespace,
  });
}

function failed() {
  return { allowed: false, evaluationError: 'the webhook did not answer' };
}

function many(): string[] {
  return Array.from({ length: 30 }, (_, i) => `n-${i}`);
}
