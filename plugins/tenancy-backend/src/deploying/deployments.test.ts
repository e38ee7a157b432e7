import request from 'supertest';
import { mockServices } from '@backstage/backend-test-utils';
import type { DeploymentView } from '@groundwork/backstage-plugin-tenancy-common';
import { clientOf, until } from '../__testUtils__/clientOf';
import {
  type Portal,
  startPortal,
  tenancyConfig,
  tenantFile,
} from '../__testUtils__/startPortal';

jest.setTimeout(60_000);

const token = 'a-token-of-the-pipeline-of-payments-api';
const other = 'a-token-of-the-pipeline-of-the-shop-api';
const image = 'registry.example.com/pay/api';

const workload = (tenant: string, version = '1') => `# by hand
apiVersion: tenancy.groundwork.dev/v1
kind: Workload
metadata: { name: api, tenant: ${tenant} }
spec:
  image: "${image}:${version}" # the stable one
  replicas: 1
  resources:
    requests: { cpu: 100m, memory: 64Mi, ephemeralStorage: 64Mi }
    limits: { cpu: 100m, memory: 64Mi, ephemeralStorage: 64Mi }
  writable: []
`;

const requestOf = (tenant: string) =>
  `tenants/${tenant}/requests/workload-api.yaml`;

const files = {
  'platform/tenants/pay.yaml': tenantFile('pay', 'payments'),
  'platform/tenants/web.yaml': tenantFile('web', 'shop'),
  [requestOf('pay')]: workload('pay'),
  [requestOf('web')]: workload('web'),
};

const deployers = [
  {
    name: 'pay-api',
    tenant: 'pay',
    workload: 'api',
    environments: ['dev'],
    token,
  },
  {
    name: 'web-api',
    tenant: 'web',
    workload: 'api',
    environments: ['dev'],
    token: other,
  },
];

const [environment] = tenancyConfig.environments;
const tenancy = {
  deployers,
  environments: [
    { ...environment, registries: ['registry.example.com', 'ghcr.io/pay'] },
    { ...environment, name: 'prod', cluster: 'one' },
  ],
  naming: { namespace: '${{ tenant }}-${{ environment }}' },
};

describe('deploying a version', () => {
  let portal: Portal;
  const { get, post, settled } = clientOf(() => portal);
  const path = 'tenants/pay/workloads/api/deployments';

  const pipeline = (
    body: object | string,
    options: { path?: string; token?: string } = {},
  ) =>
    request(portal.server)
      .post(`/api/tenancy/${options.path ?? `ci/${path}`}`)
      .set('Authorization', `Bearer ${options.token ?? token}`)
      .type('json')
      .send(body);

  const look = (version: string, options: { token?: string } = {}) =>
    request(portal.server)
      .get(`/api/tenancy/ci/${path}`)
      .query({ image: `${image}:${version}`, environment: 'dev' })
      .set('Authorization', `Bearer ${options.token ?? token}`);

  const inGit = () => portal.git.files.get(requestOf('pay'));

  beforeEach(async () => {
    portal = await startPortal({ files, tenancy });
    await settled();
  });

  afterEach(() => portal.stop());

  const deployment = (version: string, status: object = {}) => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'api', namespace: 'pay-dev', generation: 1 },
    spec: {
      replicas: 1,
      template: {
        spec: { containers: [{ name: 'api', image: `${image}:${version}` }] },
      },
    },
    status: { observedGeneration: 1, ...status },
  });

  it('edits one line, renders it, and commits both in the name of who asks', async () => {
    const { body, status } = await post(path, {
      image: `${image}:2`,
      environments: ['dev'],
    });

    expect([status, body.state, body.changed, body.error]).toEqual([
      202,
      'committed',
      true,
      undefined,
    ]);
    expect(inGit()).toBe(workload('pay', '2'));
    expect(portal.git.files.get('tenants/pay/dev/workload-api.yaml')).toContain(
      `image: ${image}:2`,
    );
    expect(portal.git.files.get(requestOf('web'))).toBe(workload('web'));
    const { commits } = await portal.git.readHistory({ url: '', branch: '' });
    expect(commits[0].message).toBe('Deploy api 2 of pay to dev');
    expect(commits[0].author).toContain('ada');
  });

  it('changes nothing when the same is asked again, and says so', async () => {
    await pipeline({ image: `${image}:2` }).expect(202);
    const { commits: before } = await portal.git.readHistory({
      url: '',
      branch: '',
    });

    const { body } = await pipeline({ image: `${image}:2` }).expect(200);

    expect(body).toMatchObject({ changed: false, state: 'committed' });
    expect(body.message).toContain('Nothing to do');
    const { commits } = await portal.git.readHistory({ url: '', branch: '' });
    expect(commits).toHaveLength(before.length);
  });

  it('makes one edit of what many ask at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => pipeline({ image: `${image}:2` })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      200, 200, 200, 200, 202,
    ]);
    expect(inGit()).toBe(workload('pay', '2'));
  });

  it('tells how it goes on: committed, synced, healthy', async () => {
    portal.cluster.serve({
      group: 'apps',
      version: 'v1',
      kind: 'Deployment',
      plural: 'deployments',
    });
    portal.cluster.put({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: 'pay-dev',
        labels: {
          'tenancy.groundwork.dev/tenant': 'pay',
          'tenancy.groundwork.dev/environment': 'dev',
        },
      },
    });
    portal.cluster.put(
      deployment('1', { readyReplicas: 1, updatedReplicas: 1 }),
    );
    await pipeline({ image: `${image}:2` }).expect(202);

    const stateIs = (state: string) =>
      until(
        async () => (await look('2').expect(200)).body as DeploymentView,
        body => body.state === state,
      );
    const committed = await until(
      async () => (await look('2').expect(200)).body as DeploymentView,
      body =>
        body.environments[0].why?.includes(`${image}:1`) === true ||
        body.environments[0].why !== undefined,
    );
    expect(committed.state).toBe('committed');
    expect(committed.commit).toMatch(/^[0-9a-f]{40}$/);

    portal.cluster.put(
      deployment('2', { readyReplicas: 0, updatedReplicas: 1 }),
    );
    await stateIs('synced');
    portal.cluster.put(
      deployment('2', { readyReplicas: 1, updatedReplicas: 1 }),
    );
    const { message } = await stateIs('healthy');
    expect(message).toBe('api runs and is healthy.');

    await pipeline({ image: `${image}:3` }).expect(202);
    expect((await look('2')).body).toMatchObject({
      state: 'superseded',
      environments: [{ why: `Git holds ${image}:3` }],
    });
  });

  it('tells why it does not get well, and whose turn it is', async () => {
    portal.cluster.serve({
      group: 'apps',
      version: 'v1',
      kind: 'Deployment',
      plural: 'deployments',
    });
    portal.cluster.put({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: 'pay-dev',
        labels: {
          'tenancy.groundwork.dev/tenant': 'pay',
          'tenancy.groundwork.dev/environment': 'dev',
        },
      },
    });
    const pod = (name: string, version: string, reason: string) => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name: `api-${name}-x`,
        namespace: 'pay-dev',
        labels: { 'pod-template-hash': name },
        ownerReferences: [
          {
            apiVersion: 'apps/v1',
            kind: 'ReplicaSet',
            name: `api-${name}`,
            uid: name,
            controller: true,
          },
        ],
      },
      spec: { containers: [{ name: 'api', image: `${image}:${version}` }] },
      status: {
        phase: 'Pending',
        containerStatuses: [
          {
            name: 'api',
            ready: false,
            restartCount: 0,
            state: { waiting: { reason, message: 'not found' } },
          },
        ],
      },
    });
    // What the version before is ill with is no trouble of this one.
    portal.cluster.put(pod('old', '1', 'CrashLoopBackOff'));
    portal.cluster.put(
      deployment('2', { readyReplicas: 0, updatedReplicas: 1 }),
    );
    await pipeline({ image: `${image}:2` }).expect(202);
    await until(
      async () => (await look('2')).body as DeploymentView,
      ({ state }) => state === 'synced',
    );

    portal.cluster.put(pod('new', '2', 'ImagePullBackOff'));
    const body = await until(
      async () => (await look('2')).body as DeploymentView,
      ({ state }) => state === 'unhealthy',
    );
    expect(body.environments).toMatchObject([
      {
        environment: 'dev',
        fixableBy: expect.stringMatching(/tenant|platform/),
        why: expect.stringContaining('image'),
      },
    ]);
  });

  it.each([
    ['no version', { image }, 'ImageNotPinned'],
    ['an option', { image: '--upload-pack=touch' }, 'must not begin with -'],
    ['a second line', { image: `${image}:2\nfoo: bar` }, 'in one word'],
    [
      'another repository',
      { image: 'ghcr.io/pay/api:2' },
      'ImageRepositoryChanged',
    ],
    ['a further field', { image: `${image}:2`, edit: {} }, 'edit'],
    ['another spec', { image: `${image}:2`, spec: { replicas: 0 } }, 'spec'],
    [
      'another repository by itself',
      { image: 'ghcr.io/pay/api:2', allowRepository: true },
      'allowRepository',
    ],
  ])('refuses a pipeline %s, and names the field', async (_, body, words) => {
    const answer = await pipeline(body).expect(400);
    expect(answer.body.error.message).toContain(words);
    expect(inGit()).toBe(workload('pay'));
  });

  it('holds a person to the registries of the environment', async () => {
    const { body } = await post(path, {
      image: 'evil.example.com/api:2',
      environments: ['dev'],
      allowRepository: true,
    }).expect(400);
    expect(body.error.message).toContain('RegistryNotAllowed');
    await post(path, {
      image: 'ghcr.io/pay/api:2',
      environments: ['dev'],
      allowRepository: true,
    }).expect(202);
  });

  describe('with a credential of a pipeline', () => {
    const notThere = [
      ['another tenant', { path: 'ci/tenants/web/workloads/api/deployments' }],
      [
        'a tenant that there is not',
        { path: 'ci/tenants/none/workloads/api/deployments' },
      ],
      ['another workload', { path: 'ci/tenants/pay/workloads/db/deployments' }],
    ] as const;

    it.each(notThere)('says of %s what it says of none', async (_, options) => {
      const { body } = await pipeline({ image: `${image}:2` }, options).expect(
        404,
      );
      expect(body.error.message).toMatch(
        /^There is no workload \w+ of tenant \w+ that you may deploy there$/,
      );
      expect(portal.git.files.get(requestOf('web'))).toBe(workload('web'));
    });

    it('says the same of an environment that it may not deploy to', async () => {
      for (const name of ['prod', 'nowhere']) {
        const { body } = await pipeline({
          image: `${image}:2`,
          environments: [name],
        }).expect(404);
        expect(body.error.message).toContain('that you may deploy there');
      }
    });

    it.each([
      'ci/tenants/..%2fweb/workloads/api/deployments',
      'ci/tenants/pay/workloads/..%2f..%2fweb/deployments',
      'ci/tenants/pay%00/workloads/api/deployments',
      'ci/tenants/PAY/workloads/api/deployments',
      'ci/tenants/__proto__/workloads/api/deployments',
    ])('takes no path for a name: %s', async tricky => {
      const { status } = await pipeline(
        { image: `${image}:2` },
        { path: tricky },
      );
      expect([400, 404]).toContain(status);
      expect(inGit()).toBe(workload('pay'));
    });

    it.each([
      ['none', ''],
      ['an unknown one', 'Bearer another-token-that-nobody-has-given-out'],
      ['a prefix of one', `Bearer ${token.slice(0, -1)}`],
      ['two', `Bearer ${token} ${other}`],
      ['its hash', 'Bearer sha256:aa'],
      [
        'an unsigned one',
        `Bearer ${unsigned({ iss: 'https://issuer.example.com' })}`,
      ],
    ])('knows nobody with %s', async (_, authorization) => {
      const answer = await request(portal.server)
        .post(`/api/tenancy/ci/${path}`)
        .set('Authorization', authorization)
        .send({ image: `${image}:2` })
        .expect(401);
      expect(answer.body.error.message).toContain('not known here');
    });

    it('is known nowhere else', async () => {
      for (const each of [
        'tenants',
        'tenants/pay/status',
        path,
        'platform',
        'tenants/pay/workloads/api/versions',
      ]) {
        await request(portal.server)
          .get(`/api/tenancy/${each}`)
          .set('Authorization', `Bearer ${token}`)
          .expect(401);
      }
      for (const each of ['preview', 'proposals', path]) {
        await request(portal.server)
          .post(`/api/tenancy/${each}`)
          .set('Authorization', `Bearer ${token}`)
          .send({ image: `${image}:2` })
          .expect(401);
      }
      expect(inGit()).toBe(workload('pay'));
    });

    it('is looked at before a body is read, and bodies are bounded', async () => {
      const long = JSON.stringify({ image: 'a'.repeat(300_000) });
      await pipeline(long, {
        token: 'nobody-has-given-out-this-token-ever',
      }).expect(401);
      await pipeline(long).expect(413);
      await pipeline(`{"image":${'['.repeat(1000)}`).expect(413);
      expect(inGit()).toBe(workload('pay'));
    });

    it('is let through only so often', async () => {
      const answers: Array<{ status: number; retry?: string }> = [];
      for (let at = 0; at < 25; at += 1) {
        const { status, headers } = await pipeline({ image });
        answers.push({ status, retry: headers['retry-after'] });
      }
      expect(answers).toContainEqual({
        status: 429,
        retry: expect.stringMatching(/^[1-9]/),
      });
      // Others are let through all the same.
      await pipeline(
        { image: `${image}:2` },
        { token: other, path: 'ci/tenants/web/workloads/api/deployments' },
      ).expect(202);
    });

    it('can change nothing while its tenant can not be read', async () => {
      portal.git.write({ 'platform/tenants/pay.yaml': 'broken: [' });
      const { status } = await pipeline({ image: `${image}:2` });
      expect(status).toBeGreaterThanOrEqual(400);
      expect(inGit()).toBe(workload('pay'));
    });
  });

  it('shows who may deploy what the workload runs and ran', async () => {
    await post(path, { image: `${image}:2`, environments: ['dev'] }).expect(
      202,
    );

    const { body } = await until(
      () => get('tenants/pay/workloads/api/versions').then(answer => answer),
      answer => answer.body.environments?.[0]?.image === `${image}:2`,
    );

    expect(body).toMatchObject({
      kind: 'Workload',
      publish: 'push',
      mayDeploy: true,
      environments: [{ environment: 'dev', image: `${image}:2` }],
      versions: [
        { image: `${image}:2`, environments: ['dev'] },
        { image: `${image}:1`, environments: [] },
      ],
    });
    await get('tenants/pay/workloads/api/versions', 'bob').expect(404);
    await get('tenants/pay/workloads/none/versions').expect(404);
  });

  it('lets nobody else deploy', async () => {
    await post(path, { image: `${image}:2` }, 'bob').expect(404);
    await get(`${path}?image=${image}:1`, 'bob').expect(404);
    expect(inGit()).toBe(workload('pay'));
  });
});

function unsigned(payload: object): string {
  const part = (value: object) =>
    Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none' })}.${part(payload)}.`;
}

describe('deploying without pipelines', () => {
  it('is audited with who, what and what became of it', async () => {
    const auditor = mockServices.auditor.mock();
    const success = jest.fn();
    auditor.createEvent.mockResolvedValue({
      success,
      fail: jest.fn(),
    });
    const portal = await startPortal({
      files,
      tenancy,
      features: [auditor.factory],
    });
    try {
      const { post, settled } = clientOf(() => portal);
      await settled();
      await post('tenants/pay/workloads/api/deployments', {
        image: `${image}:2`,
        environments: ['dev'],
      }).expect(202);
      expect(auditor.createEvent).toHaveBeenCalledWith(
        expect.objectContaining({
          eventId: 'tenant-deploy',
          meta: {
            tenant: 'pay',
            workload: 'api',
            by: 'user:default/ada',
            image: `${image}:2`,
            environments: ['dev'],
          },
        }),
      );
      expect(success).toHaveBeenCalledWith({
        meta: expect.objectContaining({ changed: true, state: 'committed' }),
      });
    } finally {
      await portal.stop();
    }
  });
});
