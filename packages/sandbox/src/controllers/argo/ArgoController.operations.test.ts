import { eventually } from '../../testing/startWorld';
import { map, startArgo } from '../../testing/startArgo';

const api = 'argoproj.io/v1alpha1';

jest.setTimeout(30_000);

describe('the operations of ArgoController', () => {
  let argo: Awaited<ReturnType<typeof startArgo>>;

  beforeAll(async () => {
    argo = await startArgo();
  });
  afterAll(() => argo.world.close());

  it('waits for a confirmation before it prunes what asks for one', async () => {
    const careful = {
      ...map('careful', '1'),
      metadata: {
        name: 'careful',
        namespace: 'team',
        annotations: { 'argocd.argoproj.io/sync-options': 'Prune=confirm' },
      },
    };
    await argo.world.commit({
      'careful/a.yaml': careful,
      'careful/b.yaml': map('careless', '1'),
    });
    await argo.hub().create(argo.app('careful'));
    await argo.synced('careful');
    await argo.world.commit({ 'careful/a.yaml': undefined });
    await argo.until(
      'careful',
      ({ operationState }) =>
        operationState?.message ===
        'waiting for pruning confirmation of /ConfigMap/careful',
    );
    expect(await argo.onSpoke('careful')).toBeDefined();
    await argo.hub().patch(argo.app('careful'), {
      metadata: {
        annotations: {
          'argocd.argoproj.io/deletion-approved': new Date(
            Date.now() + 1000,
          ).toISOString(),
        },
      },
    });
    await argo.synced('careful');
    expect(await argo.onSpoke('careful')).toBeUndefined();
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
    await argo.world.commit({ 'slow/a.yaml': waiting, 'slow/b.yaml': later });
    await argo.hub().create(argo.app('slow'));
    await argo.until(
      'slow',
      ({ operationState }) =>
        operationState?.message ===
        'waiting for healthy state of external-secrets.io/SecretStore/slow',
    );
    expect(await argo.onSpoke('later')).toBeUndefined();
    await argo.hub().patch(argo.app('slow'), {
      status: { operationState: { phase: 'Terminating' } },
    });
    await argo.until(
      'slow',
      ({ operationState }) =>
        operationState?.phase === 'Failed' &&
        operationState.message === 'Operation terminated',
    );
  });

  it('leaves an Application alone that says so', async () => {
    const key = 'argocd.argoproj.io/skip-reconcile';
    await argo.world.commit({ 'skipped/a.yaml': map('skipped', '1') });
    await argo
      .hub()
      .create(argo.app('skipped', {}, { annotations: { [key]: 'true' } }));
    await argo.world.commit({ 'beside/a.yaml': map('beside', '1') });
    await argo.hub().create(argo.app('beside'));
    await argo.synced('beside');
    expect((await argo.live('skipped'))?.status).toBeUndefined();
  });

  it('counts how often it put back what differs', async () => {
    await argo.world.commit({ 'count/a.yaml': map('count', '1') });
    await argo.hub().create(argo.app('count'));
    await argo.synced('count');
    await argo.world
      .client('spoke')
      .patch(map('count', ''), { data: { value: 'by hand' } });
    expect(
      await argo.until(
        'count',
        ({ operationState }) =>
          operationState?.operation.sync?.autoHealAttemptsCount === 1,
      ),
    ).toBeDefined();
  });

  it('says why an Application cannot be deleted', async () => {
    await argo.world.commit({ 'stuck/a.yaml': map('stuck', '1') });
    await argo
      .hub()
      .create(
        argo.app(
          'stuck',
          { destination: { name: 'gone', namespace: 'team' } },
          { finalizers: ['resources-finalizer.argocd.argoproj.io'] },
        ),
      );
    await argo.until('stuck', ({ conditions }) => Boolean(conditions?.length));
    await argo.hub().delete(argo.app('stuck'));
    const stuck = await argo.until('stuck', ({ conditions }) =>
      Boolean(conditions?.some(({ type }) => type === 'DeletionError')),
    );
    expect(stuck?.status?.conditions).toContainEqual(
      expect.objectContaining({
        message: expect.stringContaining('connection refused'),
      }),
    );
  });

  it('deletes what it made with the Application, if the finalizer says so', async () => {
    await argo.world.commit({ 'leave/a.yaml': map('leave', '1') });
    await argo
      .hub()
      .create(
        argo.app(
          'leave',
          {},
          { finalizers: ['resources-finalizer.argocd.argoproj.io'] },
        ),
      );
    await argo.synced('leave');
    await argo.world.commit({ 'leave/a.yaml': undefined });
    await argo.hub().delete(argo.app('leave'));
    await eventually(
      () => argo.live('leave'),
      found => found === undefined,
    );
    expect(await argo.onSpoke('leave')).toBeUndefined();
  });

  it('makes, changes and removes the Applications of an ApplicationSet', async () => {
    const template = (project_: string) => ({
      metadata: { name: 'set-{{index .path.segments 1}}-{{.path.basename}}' },
      spec: {
        ...argo.app('x', { project: project_ }).spec,
        source: {
          repoURL: argo.world.repoURL,
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
          {
            git: { repoURL: argo.world.repoURL, revision: 'main', directories },
          },
        ],
        template: template('open'),
      },
    };
    await argo.world.commit({
      'set/a/one/m.yaml': map('set-a', '1'),
      'set/b/one/m.yaml': map('set-b', '1'),
      'set/skipped/one/m.yaml': map('set-c', '1'),
    });
    await argo.hub().create(set);
    await argo.synced('set-a-one');
    await argo.synced('set-b-one');
    expect(await argo.live('set-skipped-one')).toBeUndefined();
    await argo.hub().patch(set, { spec: { template: template('team') } });
    await eventually(
      () => argo.live('set-a-one'),
      found => found?.spec.project === 'team',
    );
    await argo.world.commit({ 'set/b/one/m.yaml': undefined });
    await eventually(
      () => argo.live('set-b-one'),
      found => found === undefined,
    );
    await argo.hub().patch(set, {
      spec: { template: { metadata: { name: '{{ range . }}' } } },
    });
    const refused = await eventually(
      () => argo.hub().get(set),
      found =>
        JSON.stringify(found?.status).includes(
          '"type":"ErrorOccurred","status":"True"',
        ) || JSON.stringify(found?.status).includes('range'),
    );
    expect(JSON.stringify(refused?.status)).toContain(
      'the sandbox does not know it',
    );
    expect(await argo.live('set-a-one')).toBeDefined();
    await argo.hub().delete(set);
    await eventually(
      () => argo.live('set-a-one'),
      found => found === undefined,
    );
  });
});
