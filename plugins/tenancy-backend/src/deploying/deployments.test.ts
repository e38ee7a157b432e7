import { mockServices } from '@backstage/backend-test-utils';
import { clientOf, until } from '../__testUtils__/clientOf';
import {
  deployingPortal,
  files,
  image,
  path,
  requestOf,
  tenancy,
  workload,
} from '../__testUtils__/deployingPortal';
import { startPortal } from '../__testUtils__/startPortal';

jest.setTimeout(60_000);

describe('deploying a version', () => {
  const { portal, get, post, pipeline, inGit } = deployingPortal();

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
    expect(
      portal().git.files.get('tenants/pay/dev/workload-api.yaml'),
    ).toContain(`image: ${image}:2`);
    expect(portal().git.files.get(requestOf('web'))).toBe(workload('web'));
    const { commits } = await portal().git.readHistory({ url: '', branch: '' });
    expect(commits[0].message).toBe('Deploy api 2 of pay to dev');
    expect(commits[0].author).toContain('ada');
  });

  it('changes nothing when the same is asked again, and says so', async () => {
    await pipeline({ image: `${image}:2` }).expect(202);
    const { commits: before } = await portal().git.readHistory({
      url: '',
      branch: '',
    });

    const { body } = await pipeline({ image: `${image}:2` }).expect(200);

    expect(body).toMatchObject({ changed: false, state: 'committed' });
    expect(body.message).toContain('Nothing to do');
    const { commits } = await portal().git.readHistory({ url: '', branch: '' });
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

describe('a deployment', () => {
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
