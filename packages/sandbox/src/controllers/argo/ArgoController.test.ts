import { eventually } from '../../testing/startWorld';
import { map, startArgo } from '../../testing/startArgo';
import { Application } from './Application';

jest.setTimeout(30_000);

describe('ArgoController', () => {
  let argo: Awaited<ReturnType<typeof startArgo>>;

  beforeAll(async () => {
    argo = await startArgo();
  });
  afterAll(() => argo.world.close());

  it('brings a directory to the cluster and says so as Argo CD does', async () => {
    const revision = await argo.world.commit({
      'basic/one.yaml': map('basic', '1'),
      'basic/notes.txt': 'no manifest',
    });
    await argo.hub().create(argo.app('basic'));
    const { status } = (await argo.synced('basic', revision)) as Application;
    expect(status).toMatchObject({
      sync: {
        status: 'Synced',
        revision,
        comparedTo: { source: { path: 'basic' } },
      },
      operationState: {
        phase: 'Succeeded',
        message: 'successfully synced (all tasks run)',
        operation: { initiatedBy: { automated: true } },
        syncResult: {
          revision,
          resources: [
            {
              kind: 'ConfigMap',
              // a slow machine may see the sync after the one that created it
              message: expect.stringMatching(
                /^configmap\/basic (created|unchanged)$/,
              ),
              status: 'Synced',
            },
          ],
        },
      },
      history: [{ id: 0, revision }],
      resources: [
        {
          version: 'v1',
          kind: 'ConfigMap',
          namespace: 'team',
          name: 'basic',
          status: 'Synced',
        },
      ],
      resourceHealthSource: 'appTree',
      reconciledAt: expect.any(String),
    });
    expect(JSON.stringify(status?.resources)).not.toContain('health');
    expect(status?.conditions).toEqual([]);
    const made = await argo.onSpoke('basic');
    expect(made?.metadata.annotations?.['argocd.argoproj.io/tracking-id']).toBe(
      'basic:/ConfigMap:team/basic',
    );
  });

  it('names itself as the manager of what it writes, and others of what they change', async () => {
    await argo.world.commit({ 'managed/one.yaml': map('managed', '1') });
    await argo.hub().create(argo.app('managed'));
    await argo.synced('managed');
    const { metadata, ...made } = map('managed', '1');
    await argo.world
      .client('spoke')
      .patch(
        { ...made, metadata },
        { data: { other: '2' } },
        '',
        'kubectl-edit',
      );
    const live = await argo.onSpoke('managed');
    const { managedFields = [] } = live?.metadata as {
      name: string;
      managedFields?: Array<{
        manager: string;
        fieldsV1: { 'f:data'?: object };
      }>;
    };
    expect(
      managedFields.map(({ manager, fieldsV1 }) => [
        manager,
        Object.keys(fieldsV1['f:data'] ?? {}),
      ]),
    ).toEqual([
      ['argocd-controller', ['f:value']],
      ['kubectl-edit', ['f:other']],
    ]);
  });

  it('applies on the server where it is told to, and takes away what Git no longer has', async () => {
    const served = (data: object) => {
      const object = map('served', '1');
      const annotations = {
        'argocd.argoproj.io/sync-options': 'ServerSideApply=true',
      };
      return {
        ...object,
        metadata: { ...object.metadata, annotations },
        data,
      };
    };
    await argo.world.commit({
      'served/one.yaml': served({ value: '1', old: '2' }),
    });
    await argo.hub().create(argo.app('served'));
    await argo.synced('served');
    await argo.world.commit({ 'served/one.yaml': served({ value: '3' }) });
    await argo.synced('served');
    await eventually(
      () => argo.onSpoke('served'),
      live => JSON.stringify(live?.data) === '{"value":"3"}',
    );
    expect((await argo.onSpoke('served'))?.metadata).toMatchObject({
      managedFields: [{ manager: 'argocd-controller', operation: 'Apply' }],
    });
  });

  it('follows commits, prunes, and keeps a history', async () => {
    await argo.world.commit({
      'follow/one.yaml': map('follow-1', 'a'),
      'follow/two.yaml': map('follow-2', 'a'),
    });
    await argo.hub().create(argo.app('follow'));
    await argo.synced('follow');
    const revision = await argo.world.commit({
      'follow/one.yaml': map('follow-1', 'b'),
      'follow/two.yaml': undefined,
    });
    const { status } = (await argo.synced('follow', revision)) as Application;
    expect((await argo.onSpoke('follow-1'))?.data).toEqual({ value: 'b' });
    expect(await argo.onSpoke('follow-2')).toBeUndefined();
    expect(status?.history).toMatchObject([{ id: 0 }, { id: 1, revision }]);
  });

  it('reads what a plain kustomization lists and refuses the rest of Kustomize', async () => {
    await argo.world.commit({
      'kust/kustomization.yaml': {
        apiVersion: 'kustomize.config.k8s.io/v1beta1',
        kind: 'Kustomization',
        resources: ['a.yaml'],
      },
      'kust/a.yaml': map('kust-a', '1'),
      'kust/unlisted.yaml': map('kust-b', '1'),
    });
    await argo.hub().create(argo.app('kust'));
    await argo.synced('kust');
    expect(await argo.onSpoke('kust-b')).toBeUndefined();
    await argo.world.commit({
      'kust/kustomization.yaml': {
        kind: 'Kustomization',
        resources: ['a.yaml'],
        namePrefix: 'x-',
      },
    });
    const { status } = (await argo.until(
      'kust',
      ({ sync }) => sync?.status === 'Unknown',
    )) as Application;
    expect(status?.conditions).toMatchObject([
      {
        type: 'ComparisonError',
        message: expect.stringContaining('namePrefix'),
      },
    ]);
    expect(await argo.onSpoke('kust-a')).toBeDefined();
  });

  it('heals drift, or only tells of it where it may not', async () => {
    await argo.world.commit({
      'heal/a.yaml': map('heal', '1'),
      'drift/a.yaml': map('drift', '1'),
    });
    await argo.hub().create(argo.app('heal'));
    await argo
      .hub()
      .create(
        argo.app('drift', { syncPolicy: { automated: { prune: true } } }),
      );
    await argo.synced('heal');
    await argo.synced('drift');
    for (const name of ['heal', 'drift']) {
      await argo.world
        .client('spoke')
        .patch(map(name, ''), { data: { value: 'by hand', more: 'x' } });
    }
    await eventually(
      () => argo.onSpoke('heal'),
      found => JSON.stringify(found?.data) === '{"value":"1","more":"x"}',
    );
    await argo.synced('heal');
    const { status } = (await argo.until(
      'drift',
      ({ sync }) => sync?.status === 'OutOfSync',
    )) as Application;
    expect(status?.resources).toMatchObject([
      { name: 'drift', status: 'OutOfSync' },
    ]);
    expect((await argo.onSpoke('drift'))?.data).toMatchObject({
      value: 'by hand',
    });
  });

  it('syncs when it is asked to by the operation field', async () => {
    const revision = await argo.world.commit({
      'manual/a.yaml': map('manual', '1'),
    });
    await argo.hub().create(argo.app('manual', { syncPolicy: undefined }));
    await argo.until(
      'manual',
      ({ sync, health }) =>
        sync?.status === 'OutOfSync' && health?.status === 'Missing',
    );
    await argo.hub().patch(argo.app('manual'), {
      operation: { initiatedBy: { username: 'ada' }, sync: { revision } },
    });
    const done = (await argo.synced('manual', revision)) as Application;
    expect(done.operation).toBeUndefined();
    expect(done.status?.operationState).toMatchObject({
      phase: 'Succeeded',
      operation: { initiatedBy: { username: 'ada' } },
    });
  });

  it('takes the refresh annotation away when it has looked again', async () => {
    await argo.world.commit({ 'again/a.yaml': map('again', '1') });
    await argo.hub().create(argo.app('again'));
    await argo.synced('again');
    await argo.hub().patch(argo.app('again'), {
      metadata: { annotations: { 'argocd.argoproj.io/refresh': 'normal' } },
    });
    const looked = await eventually(
      () => argo.live('again'),
      found => !found?.metadata.annotations?.['argocd.argoproj.io/refresh'],
    );
    expect(looked?.status?.sync?.status).toBe('Synced');
  });

  it('refuses kinds and namespaces that the project does not permit', async () => {
    await argo.world.commit({
      'refused/ns.yaml': {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: 'mine' },
      },
      'refused/quota.yaml': {
        apiVersion: 'v1',
        kind: 'ResourceQuota',
        metadata: { name: 'q' },
        spec: { hard: { pods: '1' } },
      },
      'refused/map.yaml': map('stray', '1', 'default'),
      'refused/ok.yaml': map('refused', '1'),
    });
    await argo.hub().create(argo.app('refused', { project: 'team' }));
    const { status } = (await argo.until(
      'refused',
      ({ operationState }) =>
        operationState?.phase === 'Failed' ||
        (operationState?.retryCount ?? 0) > 0,
    )) as Application;
    expect(status?.operationState?.message).toContain(
      'one or more synchronization tasks are not valid',
    );
    expect(
      status?.operationState?.syncResult?.resources
        ?.map(({ message }) => message)
        .sort(),
    ).toEqual([
      "namespace default is not permitted in project 'team'",
      'resource :Namespace is not permitted in project team',
      'resource :ResourceQuota is not permitted in project team',
    ]);
    expect(await argo.onSpoke('refused')).toBeUndefined();
  });

  it.each([
    [
      'a destination',
      { project: 'team', destination: { name: 'spoke', namespace: 'other' } },
      "do not match any of the allowed destinations in project 'team'",
    ],
    [
      'a cluster',
      {
        project: 'team',
        destination: { name: 'in-cluster', namespace: 'team' },
      },
      "do not match any of the allowed destinations in project 'team'",
    ],
    [
      'a repository',
      { source: { repoURL: 'https://git.example.com/x.git', path: 'a' } },
      "application repo https://git.example.com/x.git is not permitted in project 'open'",
    ],
    [
      'a project that does not exist',
      { project: 'none' },
      'Application referencing project none which does not exist',
    ],
    [
      'a cluster that does not exist',
      { destination: { name: 'none', namespace: 'team' } },
      'there are no clusters with this name: none',
    ],
  ])('refuses %s that is not permitted', async (what, spec, message) => {
    const name = `bad-${what.replace(/\W/g, '')}`;
    await argo.hub().create(argo.app(name, spec));
    const { status } = (await argo.until(name, ({ conditions }) =>
      Boolean(conditions?.length),
    )) as Application;
    expect(status).toMatchObject({
      sync: { status: 'Unknown' },
      conditions: [
        { type: 'InvalidSpecError', message: expect.stringContaining(message) },
      ],
    });
  });

  it('says Unknown of a cluster that does not answer', async () => {
    await argo.world.commit({ 'away/a.yaml': map('away', '1') });
    await argo
      .hub()
      .create(
        argo.app('away', { destination: { name: 'gone', namespace: 'team' } }),
      );
    const { status } = (await argo.until('away', ({ conditions }) =>
      Boolean(conditions?.length),
    )) as Application;
    expect(status).toMatchObject({
      sync: { status: 'Unknown' },
      health: { status: 'Unknown' },
      conditions: [
        {
          type: 'ComparisonError',
          message: expect.stringContaining('connection refused'),
        },
      ],
    });
  });

  it('never empties a namespace because a directory has become empty', async () => {
    await argo.world.commit({ 'empty/a.yaml': map('empty', '1') });
    await argo.hub().create(argo.app('empty'));
    await argo.synced('empty');
    await argo.world.commit({
      'empty/a.yaml': undefined,
      'empty/notes.txt': 'all gone',
    });
    const { status } = (await argo.until('empty', ({ conditions }) =>
      Boolean(conditions?.length),
    )) as Application;
    expect(status?.conditions).toMatchObject([
      {
        type: 'SyncError',
        message: expect.stringContaining(
          'auto-sync will wipe out all resources',
        ),
      },
    ]);
    expect(await argo.onSpoke('empty')).toBeDefined();
  });
});
