import {
  application,
  deployment,
  healthy,
  revision,
  statusOf,
  verdictOf,
} from '../../testing/syncWorld';

const web = {
  group: 'apps',
  kind: 'Deployment',
  namespace: 'pay',
  name: 'web',
};

/** As Argo CD 3 leaves it: one health for all, and none beside the objects. */
const told = (health: string, sync = 'Synced', resources = [web]) =>
  application({
    ...healthy,
    sync: { status: sync, revision },
    health: { status: health },
    resourceHealthSource: 'appTree',
    resources: resources.map(each => ({ ...each, status: sync })),
  });

const failing = deployment('web', {
  status: {
    observedGeneration: 1,
    conditions: [
      {
        type: 'Progressing',
        status: 'False',
        reason: 'ProgressDeadlineExceeded',
      },
    ],
  },
});

const troubledOf = (status: ReturnType<typeof statusOf>) =>
  status.environments[0].applications[0].troubled;

describe('the health of single objects, which Argo CD keeps to itself', () => {
  it('names the culprit, and says whose word that is', () => {
    const status = statusOf([told('Degraded')], [], ['dev'], {
      spoke: [failing],
    });
    expect(status.environments[0]).toMatchObject({
      state: 'Degraded',
      why: 'Deployment/web: Deployment "web" exceeded its progress deadline',
    });
    expect(troubledOf(status)).toMatchObject([
      {
        ref: { cluster: 'spoke', kind: 'Deployment', name: 'web' },
        health: 'Degraded',
        healthSource: 'computed',
      },
    ]);
  });

  it("takes Argo CD's word where it keeps one", () => {
    const app = application({
      ...healthy,
      health: { status: 'Degraded' },
      resources: [
        {
          ...web,
          status: 'Synced',
          health: { status: 'Degraded', message: 'by a rule of its own' },
        },
      ],
    });
    const status = statusOf([app], [], ['dev'], { spoke: [deployment()] });
    expect(status.environments[0].why).toBe(
      'Deployment/web: by a rule of its own',
    );
    expect(troubledOf(status)).toMatchObject([{ healthSource: 'argocd' }]);
  });

  it('tells a deleted object from one that differs', () => {
    const gone = told('Healthy', 'OutOfSync');
    expect(verdictOf(gone)).toEqual({
      state: 'Missing',
      why: 'Deployment/web was deleted in the cluster; a sync restores it',
    });
    expect(verdictOf(gone, { spoke: [deployment()] })).toMatchObject({
      state: 'Degraded',
      why: expect.stringMatching(/^Deployment\/web differs from Git; /),
    });
  });

  it('does not know what is not read here', () => {
    const status = statusOf(
      [
        told('Degraded', 'Synced', [
          { ...web, kind: 'Kafka', group: 'kafka.example.com' },
          { ...web, kind: 'ServiceAccount', group: '' },
        ]),
      ],
      [
        {
          cluster: 'spoke',
          kind: 'Kafka',
          group: 'kafka.example.com',
          unknown: 'notWatched',
        },
        {
          cluster: 'spoke',
          kind: 'ServiceAccount',
          group: '',
          unknown: 'notWatched',
        },
      ],
    );
    expect(status.environments[0]).toMatchObject({
      state: 'Degraded',
      why: 'Argo CD reports Degraded; the object is not known, because cluster spoke is not being read',
    });
    expect(troubledOf(status)).toMatchObject([
      {
        health: 'Unknown',
        message: 'not known: cluster spoke is not being read',
      },
    ]);
  });

  it('is not fooled by a Healthy of an Argo CD that stopped looking', () => {
    const app = told('Healthy');
    const at = (minutes: number) =>
      verdictOf(
        {
          ...app,
          status: {
            ...(app.status as object),
            reconciledAt: '2026-01-01T10:00:00Z',
          },
        },
        {
          spoke: [failing],
          now: Date.parse('2026-01-01T10:00:00Z') + minutes * 60_000,
        },
      ).state;
    expect([at(1), at(20)]).toEqual(['Healthy', 'Degraded']);
  });

  it('trusts an Argo CD that has seen the object as it is, and has rules of its own', () => {
    const look = '2026-01-01T10:00:00Z';
    const app = told('Healthy');
    const since = (lastTransitionTime: string) =>
      verdictOf(
        {
          ...app,
          status: { ...(app.status as object), reconciledAt: look },
        },
        {
          spoke: [
            deployment('web', {
              status: {
                observedGeneration: 1,
                conditions: [
                  {
                    type: 'Progressing',
                    status: 'False',
                    reason: 'ProgressDeadlineExceeded',
                    lastTransitionTime,
                  },
                ],
              },
            }),
          ],
          now: Date.parse(look) + 60 * 60_000,
        },
      ).state;
    expect(since('2026-01-01T09:00:00Z')).toBe('Healthy');
    expect(since('2026-01-01T10:30:00Z')).toBe('Degraded');
  });

  it.each(['argocd.argoproj.io/hook', 'helm.sh/hook'])(
    'says nothing of what only runs while a sync does, by %s',
    annotation => {
      const marked = {
        ...failing,
        metadata: {
          ...failing.metadata,
          annotations: { [annotation]: 'post-upgrade' },
        },
      };
      const troubled = (live: typeof failing) =>
        troubledOf(statusOf([told('Healthy')], [], ['dev'], { spoke: [live] }));
      expect(troubled(failing)).toHaveLength(1);
      expect(troubled(marked)).toEqual([]);
    },
  );

  it('blames nothing that may be there without being in Git', () => {
    const extra = { ...web, name: 'extra', requiresPruning: true };
    const live = deployment('extra', {
      metadata: {
        name: 'extra',
        namespace: 'pay',
        generation: 1,
        annotations: {
          'argocd.argoproj.io/compare-options': 'IgnoreExtraneous',
        },
      },
    });
    const app = told('Healthy', 'OutOfSync', [extra, web]);
    const status = statusOf([app], [], ['dev'], {
      spoke: [live, deployment()],
    });
    expect(status.environments[0].why).toMatch(
      /^Deployment\/web differs from Git/,
    );
    expect(troubledOf(status).map(({ ref }) => ref.name)).toEqual(['web']);
  });

  it('makes no trouble of what is on its way under a healthy Application', () => {
    const status = statusOf([told('Healthy')], [], ['dev'], {
      spoke: [deployment('web', { status: {} })],
    });
    expect(status.state).toBe('Healthy');
    expect(troubledOf(status)).toEqual([]);
  });

  it('survives objects as odd as their kind allows', () => {
    const odd = deployment('web', { spec: null, status: { conditions: null } });
    expect(verdictOf(told('Progressing'), { spoke: [odd] }).state).toBe(
      'Progressing',
    );
  });
});
