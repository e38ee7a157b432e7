import { eventually, startWorld } from '../../testing/startWorld';
import { KubeObject } from '../KubeObject';
import { Application } from './Application';

const api = 'argoproj.io/v1alpha1';
const map = (name: string, value: string, namespace = 'team') => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace },
  data: { value },
});

jest.setTimeout(30_000);

describe('ArgoController', () => {
  let world: Awaited<ReturnType<typeof startWorld>>;

  beforeAll(async () => {
    world = await startWorld(['hub', 'spoke']);
    for (const name of ['argocd', 'team']) {
      for (const cluster of ['hub', 'spoke']) {
        await world
          .client(cluster)
          .create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
      }
    }
    await world.serve('hub', 'spoke');
    await world.serve('hub', 'gone', 'https://127.0.0.1:1');
    await project('open', {
      destinations: [{ name: '*', namespace: '*' }],
      clusterResourceWhitelist: [{ group: '*', kind: '*' }],
    });
    await project('team', {
      destinations: [{ name: 'spoke', namespace: 'team' }],
      clusterResourceWhitelist: [],
      namespaceResourceWhitelist: [{ group: '', kind: 'ConfigMap' }],
    });
    world.run('hub', ['argocd']);
  });
  afterAll(() => world.close());

  function project(name: string, spec: object) {
    return world.client('hub').create({
      apiVersion: api,
      kind: 'AppProject',
      metadata: { name, namespace: 'argocd' },
      spec: { sourceRepos: [world.repoURL], ...spec },
    } as KubeObject);
  }
  function app(
    name: string,
    spec: Partial<Application['spec']> = {},
    more: Partial<Application['metadata']> = {},
  ) {
    return {
      apiVersion: api,
      kind: 'Application',
      metadata: { name, namespace: 'argocd', ...more },
      spec: {
        project: 'open',
        source: { repoURL: world.repoURL, path: name, targetRevision: 'main' },
        destination: { name: 'spoke', namespace: 'team' },
        syncPolicy: { automated: { prune: true, selfHeal: true } },
        ...spec,
      },
    };
  }
  const hub = () => world.client('hub');
  const live = async (name: string) =>
    (await hub().get(app(name))) as Application | undefined;
  const until = (
    name: string,
    good: (status: NonNullable<Application['status']>) => boolean,
  ) =>
    eventually(
      () => live(name),
      found => Boolean(found?.status && good(found.status)),
    );
  const synced = (name: string, revision?: string) =>
    until(
      name,
      ({ sync, health, operationState }) =>
        sync?.status === 'Synced' &&
        health?.status === 'Healthy' &&
        operationState?.phase === 'Succeeded' &&
        (!revision || sync.revision === revision),
    );
  const onSpoke = (name: string) =>
    world.client('spoke').get(map(name, '')) as Promise<
      (KubeObject & { data: object }) | undefined
    >;

  it('brings a directory to the cluster and says so as Argo CD does', async () => {
    const revision = await world.commit({
      'basic/one.yaml': map('basic', '1'),
      'basic/notes.txt': 'no manifest',
    });
    await hub().create(app('basic'));
    const { status } = (await synced('basic', revision)) as Application;
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
    const made = await onSpoke('basic');
    expect(made?.metadata.annotations?.['argocd.argoproj.io/tracking-id']).toBe(
      'basic:/ConfigMap:team/basic',
    );
  });

  it('follows commits, prunes, and keeps a history', async () => {
    await world.commit({
      'follow/one.yaml': map('follow-1', 'a'),
      'follow/two.yaml': map('follow-2', 'a'),
    });
    await hub().create(app('follow'));
    await synced('follow');
    const revision = await world.commit({
      'follow/one.yaml': map('follow-1', 'b'),
      'follow/two.yaml': undefined,
    });
    const { status } = (await synced('follow', revision)) as Application;
    expect((await onSpoke('follow-1'))?.data).toEqual({ value: 'b' });
    expect(await onSpoke('follow-2')).toBeUndefined();
    expect(status?.history).toMatchObject([{ id: 0 }, { id: 1, revision }]);
  });

  it('reads what a plain kustomization lists and refuses the rest of Kustomize', async () => {
    await world.commit({
      'kust/kustomization.yaml': {
        apiVersion: 'kustomize.config.k8s.io/v1beta1',
        kind: 'Kustomization',
        resources: ['a.yaml'],
      },
      'kust/a.yaml': map('kust-a', '1'),
      'kust/unlisted.yaml': map('kust-b', '1'),
    });
    await hub().create(app('kust'));
    await synced('kust');
    expect(await onSpoke('kust-b')).toBeUndefined();
    await world.commit({
      'kust/kustomization.yaml': {
        kind: 'Kustomization',
        resources: ['a.yaml'],
        namePrefix: 'x-',
      },
    });
    const { status } = (await until(
      'kust',
      ({ sync }) => sync?.status === 'Unknown',
    )) as Application;
    expect(status?.conditions).toMatchObject([
      {
        type: 'ComparisonError',
        message: expect.stringContaining('namePrefix'),
      },
    ]);
    expect(await onSpoke('kust-a')).toBeDefined();
  });

  it('heals drift, or only tells of it where it may not', async () => {
    await world.commit({
      'heal/a.yaml': map('heal', '1'),
      'drift/a.yaml': map('drift', '1'),
    });
    await hub().create(app('heal'));
    await hub().create(
      app('drift', { syncPolicy: { automated: { prune: true } } }),
    );
    await synced('heal');
    await synced('drift');
    for (const name of ['heal', 'drift'])
      await world
        .client('spoke')
        .patch(map(name, ''), { data: { value: 'by hand', more: 'x' } });
    await eventually(
      () => onSpoke('heal'),
      found => JSON.stringify(found?.data) === '{"value":"1","more":"x"}',
    );
    await synced('heal');
    const { status } = (await until(
      'drift',
      ({ sync }) => sync?.status === 'OutOfSync',
    )) as Application;
    expect(status?.resources).toMatchObject([
      { name: 'drift', status: 'OutOfSync' },
    ]);
    expect((await onSpoke('drift'))?.data).toMatchObject({ value: 'by hand' });
  });

  it('syncs when it is asked to by the operation field', async () => {
    const revision = await world.commit({
      'manual/a.yaml': map('manual', '1'),
    });
    await hub().create(app('manual', { syncPolicy: undefined }));
    await until(
      'manual',
      ({ sync, health }) =>
        sync?.status === 'OutOfSync' && health?.status === 'Missing',
    );
    await hub().patch(app('manual'), {
      operation: { initiatedBy: { username: 'ada' }, sync: { revision } },
    });
    const done = (await synced('manual', revision)) as Application;
    expect(done.operation).toBeUndefined();
    expect(done.status?.operationState).toMatchObject({
      phase: 'Succeeded',
      operation: { initiatedBy: { username: 'ada' } },
    });
  });

  it('takes the refresh annotation away when it has looked again', async () => {
    await world.commit({ 'again/a.yaml': map('again', '1') });
    await hub().create(app('again'));
    await synced('again');
    await hub().patch(app('again'), {
      metadata: { annotations: { 'argocd.argoproj.io/refresh': 'normal' } },
    });
    const looked = await eventually(
      () => live('again'),
      found => !found?.metadata.annotations?.['argocd.argoproj.io/refresh'],
    );
    expect(looked?.status?.sync?.status).toBe('Synced');
  });

  it('refuses kinds and namespaces that the project does not permit', async () => {
    await world.commit({
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
    await hub().create(app('refused', { project: 'team' }));
    const { status } = (await until(
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
    expect(await onSpoke('refused')).toBeUndefined();
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
    await hub().create(app(name, spec));
    const { status } = (await until(name, ({ conditions }) =>
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
    await world.commit({ 'away/a.yaml': map('away', '1') });
    await hub().create(
      app('away', { destination: { name: 'gone', namespace: 'team' } }),
    );
    const { status } = (await until('away', ({ conditions }) =>
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
    await world.commit({ 'empty/a.yaml': map('empty', '1') });
    await hub().create(app('empty'));
    await synced('empty');
    await world.commit({
      'empty/a.yaml': undefined,
      'empty/notes.txt': 'all gone',
    });
    const { status } = (await until('empty', ({ conditions }) =>
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
    expect(await onSpoke('empty')).toBeDefined();
  });

  it('waits for a confirmation before it prunes what asks for one', async () => {
    const careful = {
      ...map('careful', '1'),
      metadata: {
        name: 'careful',
        namespace: 'team',
        annotations: { 'argocd.argoproj.io/sync-options': 'Prune=confirm' },
      },
    };
    await world.commit({
      'careful/a.yaml': careful,
      'careful/b.yaml': map('careless', '1'),
    });
    await hub().create(app('careful'));
    await synced('careful');
    await world.commit({ 'careful/a.yaml': undefined });
    await until(
      'careful',
      ({ operationState }) =>
        operationState?.message ===
        'waiting for pruning confirmation of /ConfigMap/careful',
    );
    expect(await onSpoke('careful')).toBeDefined();
    await hub().patch(app('careful'), {
      metadata: {
        annotations: {
          'argocd.argoproj.io/deletion-approved': new Date(
            Date.now() + 1000,
          ).toISOString(),
        },
      },
    });
    await synced('careful');
    expect(await onSpoke('careful')).toBeUndefined();
  });

  it('stops an operation that is terminated', async () => {
    const waiting = {
      apiVersion: 'external-secrets.io/v1',
      kind: 'SecretStore',
      metadata: { name: 'slow', namespace: 'team' },
      spec: { provider: { fake: { data: [] } } },
    };
    const later = {
      ...map('later', '1'),
      metadata: {
        name: 'later',
        namespace: 'team',
        annotations: { 'argocd.argoproj.io/sync-wave': '2' },
      },
    };
    await world.commit({ 'slow/a.yaml': waiting, 'slow/b.yaml': later });
    await hub().create(app('slow'));
    await until(
      'slow',
      ({ operationState }) =>
        operationState?.message ===
        'waiting for healthy state of external-secrets.io/SecretStore/slow',
    );
    expect(await onSpoke('later')).toBeUndefined();
    await hub().patch(app('slow'), {
      status: { operationState: { phase: 'Terminating' } },
    });
    await until(
      'slow',
      ({ operationState }) =>
        operationState?.phase === 'Failed' &&
        operationState.message === 'Operation terminated',
    );
  });

  it('leaves an Application alone that says so', async () => {
    const key = 'argocd.argoproj.io/skip-reconcile';
    await world.commit({ 'skipped/a.yaml': map('skipped', '1') });
    await hub().create(app('skipped', {}, { annotations: { [key]: 'true' } }));
    await world.commit({ 'beside/a.yaml': map('beside', '1') });
    await hub().create(app('beside'));
    await synced('beside');
    expect((await live('skipped'))?.status).toBeUndefined();
  });

  it('counts how often it put back what differs', async () => {
    await world.commit({ 'count/a.yaml': map('count', '1') });
    await hub().create(app('count'));
    await synced('count');
    await world
      .client('spoke')
      .patch(map('count', ''), { data: { value: 'by hand' } });
    expect(
      await until(
        'count',
        ({ operationState }) =>
          operationState?.operation.sync?.autoHealAttemptsCount === 1,
      ),
    ).toBeDefined();
  });

  it('says why an Application can not be deleted', async () => {
    await world.commit({ 'stuck/a.yaml': map('stuck', '1') });
    await hub().create(
      app(
        'stuck',
        { destination: { name: 'gone', namespace: 'team' } },
        { finalizers: ['resources-finalizer.argocd.argoproj.io'] },
      ),
    );
    await until('stuck', ({ conditions }) => Boolean(conditions?.length));
    await hub().delete(app('stuck'));
    const stuck = await until('stuck', ({ conditions }) =>
      Boolean(conditions?.some(({ type }) => type === 'DeletionError')),
    );
    expect(stuck?.status?.conditions).toContainEqual(
      expect.objectContaining({
        message: expect.stringContaining('connection refused'),
      }),
    );
  });

  it('deletes what it made with the Application, if the finalizer says so', async () => {
    await world.commit({ 'leave/a.yaml': map('leave', '1') });
    await hub().create(
      app(
        'leave',
        {},
        { finalizers: ['resources-finalizer.argocd.argoproj.io'] },
      ),
    );
    await synced('leave');
    await world.commit({ 'leave/a.yaml': undefined });
    await hub().delete(app('leave'));
    await eventually(
      () => live('leave'),
      found => found === undefined,
    );
    expect(await onSpoke('leave')).toBeUndefined();
  });

  it('makes, changes and removes the Applications of an ApplicationSet', async () => {
    const template = (project_: string) => ({
      metadata: { name: 'set-{{index .path.segments 1}}-{{.path.basename}}' },
      spec: {
        ...app('x', { project: project_ }).spec,
        source: {
          repoURL: world.repoURL,
          path: '{{ .path.path }}',
          targetRevision: 'main',
        },
      },
    });
    const directories = [
      { path: 'set/*/one' },
      { path: 'set/skipped/*', exclude: true },
    ];
    const set = {
      apiVersion: api,
      kind: 'ApplicationSet',
      metadata: { name: 'set', namespace: 'argocd' },
      spec: {
        goTemplate: true,
        generators: [
          { git: { repoURL: world.repoURL, revision: 'main', directories } },
        ],
        template: template('open'),
      },
    };
    await world.commit({
      'set/a/one/m.yaml': map('set-a', '1'),
      'set/b/one/m.yaml': map('set-b', '1'),
      'set/skipped/one/m.yaml': map('set-c', '1'),
    });
    await hub().create(set);
    await synced('set-a-one');
    await synced('set-b-one');
    expect(await live('set-skipped-one')).toBeUndefined();
    await hub().patch(set, { spec: { template: template('team') } });
    await eventually(
      () => live('set-a-one'),
      found => found?.spec.project === 'team',
    );
    await world.commit({ 'set/b/one/m.yaml': undefined });
    await eventually(
      () => live('set-b-one'),
      found => found === undefined,
    );
    await hub().patch(set, {
      spec: { template: { metadata: { name: '{{ range . }}' } } },
    });
    const refused = await eventually(
      () => hub().get(set),
      found =>
        JSON.stringify(found?.status).includes(
          '"type":"ErrorOccurred","status":"True"',
        ) || JSON.stringify(found?.status).includes('range'),
    );
    expect(JSON.stringify(refused?.status)).toContain(
      'the sandbox does not know it',
    );
    expect(await live('set-a-one')).toBeDefined();
    await hub().delete(set);
    await eventually(
      () => live('set-a-one'),
      found => found === undefined,
    );
  });
});
