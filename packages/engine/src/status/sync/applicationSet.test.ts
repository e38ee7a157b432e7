import {
  application,
  healthy,
  older,
  shown,
  web,
} from '../../testing/syncWorld';

const start = Date.parse('2026-01-01T10:00:00Z');

describe('an ApplicationSet that rolls out step by step', () => {
  const waiting = application(
    {
      ...healthy,
      sync: { status: 'OutOfSync', revision: older },
      resources: [{ ...web, status: 'OutOfSync' }],
    },
    {
      metadata: {
        ownerReferences: [
          { apiVersion: 'v', kind: 'ApplicationSet', name: 'roots', uid: 'u' },
        ],
      },
    },
  );
  const set = (applicationStatus: unknown, more: object = {}) => ({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'ApplicationSet',
    metadata: { name: 'roots', namespace: 'argocd' },
    spec: {
      strategy: {
        type: 'RollingSync',
        rollingSync: { steps: [{}, {}, {}] },
      },
      ...more,
    },
    status: { applicationStatus },
  });
  const rival = { application: 'rivals-dev', step: '1', status: 'Progressing' };
  const own = (status: string, step = '2') => ({
    application: 'pay-dev',
    status,
    step,
    lastTransitionTime: '2026-01-01T10:00:00Z',
  });

  it.each([
    [
      'Waiting',
      'Suspended',
      'not its turn (step 2 of 3; 1 of the steps before is not healthy yet)',
    ],
    ['Pending', 'Progressing', 'rolled out by ApplicationSet roots'],
    ['Progressing', 'Progressing', '(step 2 of 3)'],
    ['Healthy', 'Suspended', 'automatic sync is turned off'],
    ['Dancing', 'Suspended', 'automatic sync is turned off'],
  ])('says of %s that it is %s', (status, state, why) => {
    const app = shown([waiting, set([rival, own(status)])]);
    expect(app).toMatchObject({
      state,
      why: expect.stringContaining(why),
      set: { name: 'roots', status, step: 2, steps: 3 },
    });
    expect(JSON.stringify(app)).not.toContain('rivals');
  });

  it('says of a turn that does not end that it does not', () => {
    expect(
      shown([waiting, set([own('Pending')])], { now: start + 3_600_000 }),
    ).toMatchObject({ state: 'Degraded', fixableBy: 'platform' });
  });

  it('says of what no step selects that nothing syncs it', () => {
    expect(shown([waiting, set([own('Waiting', '-1')])]).why).toContain(
      'no step of ApplicationSet roots selects it',
    );
  });

  it.each([[null], [[null]], ['x'], [[{ application: 'pay-dev', step: {} }]]])(
    'is no matter where its status is %j',
    odd => {
      expect(shown([waiting, set(odd)]).state).toBe('Suspended');
    },
  );

  it('takes no status of a strategy that was dropped', () => {
    expect(
      shown([waiting, set([own('Waiting')], { strategy: undefined })]).why,
    ).toContain('automatic sync is turned off');
  });

  it('says what it cannot do, and names nobody', () => {
    const broken = {
      ...set([]),
      status: {
        conditions: [
          {
            type: 'ErrorOccurred',
            status: 'True',
            reason: 'ApplicationGenerationFromParamsError',
            message: 'path tenants/rivals',
          },
        ],
      },
    };
    const green = application(healthy, {
      metadata: { ownerReferences: waiting.metadata.ownerReferences },
    });
    expect(shown([green, broken])).toMatchObject({
      state: 'Degraded',
      fixableBy: 'platform',
      why: 'ApplicationSet roots has an error (ApplicationGenerationFromParamsError): its generators fail, and no longer updates this Application',
    });
  });
});
