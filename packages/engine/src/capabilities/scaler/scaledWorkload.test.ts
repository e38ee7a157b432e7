import { at } from '../../model/fields';
import { parseRequest } from '../../parse/parseRequest';
import { objectsFor, refusedFor } from '../../testing/renderFor';

const cron = {
  type: 'cron',
  timezone: 'Europe/Berlin',
  start: '0 8 * * 1-5',
  end: '0 18 * * 1-5',
  replicas: 3,
};
const base = { target: { name: 'worker' }, min: 0, max: 5, triggers: [cron] };

function request(kind: string, name: string, spec: unknown) {
  return parseRequest({
    apiVersion: 'tenancy.groundwork.dev/v1',
    kind,
    metadata: { name, tenant: 'payments' },
    spec,
  });
}

describe('a workload that is scaled', () => {
  const image = 'registry.example.com/worker:1';
  const scaler = (spec: object) =>
    request('Scaler', 'scaler', { ...base, ...spec });
  const replicasIn = (
    requests: ReturnType<typeof request>[],
    environment = 'dev',
  ) => {
    const objects = objectsFor(
      'Workload',
      { image, replicas: 3 },
      { name: 'worker', requests, environment },
    );
    return {
      replicas: at(
        objects.find(({ kind }) => kind === 'Deployment')?.spec,
        'replicas',
      ),
      budget: objects.some(({ kind }) => kind === 'PodDisruptionBudget'),
    };
  };

  it('has no number of its own, and a budget where two pods stay', () => {
    expect(replicasIn([])).toEqual({ replicas: 3, budget: true });
    expect(replicasIn([scaler({})])).toEqual({
      replicas: undefined,
      budget: false,
    });
    expect(replicasIn([scaler({ min: 2 })]).budget).toBe(true);
    expect(replicasIn([scaler({ min: 2, idle: 0 })]).budget).toBe(false);
  });

  it('keeps its number where the scaler is for others', () => {
    for (const other of [
      { target: { name: 'web' } },
      { target: { name: 'worker', kind: 'StatefulSet' } },
      { environments: ['prod'] },
    ]) {
      expect(replicasIn([scaler(other)]).replicas).toBe(3);
    }
    expect(
      replicasIn([scaler({ environments: ['prod'] })], 'prod').replicas,
    ).toBeUndefined();
  });

  it('does not scale itself too', () => {
    const workload = { image, autoscale: { min: 1, max: 2, cpu: 70 } };
    const service = { workload };
    expect(
      refusedFor('Workload', workload, {
        name: 'worker',
        requests: [scaler({})],
      }),
    ).toEqual(['ConflictingScalers spec.autoscale']);
    expect(
      refusedFor('Service', service, {
        name: 'worker',
        requests: [scaler({})],
      }),
    ).toEqual(['ConflictingScalers spec.workload.autoscale']);
    for (const [kind, spec] of [
      ['Workload', workload],
      ['Service', service],
    ] as const) {
      expect(
        refusedFor('Scaler', base, {
          requests: [request(kind, 'worker', spec)],
        }),
      ).toEqual(['ConflictingScalers spec.target']);
    }
  });

  it('has one scaler in an environment', () => {
    const refused = (other: object) =>
      refusedFor(
        'Scaler',
        { ...base, environments: ['dev'] },
        { requests: [scaler(other)] },
      );
    expect(refused({})).toEqual(['ConflictingScalers spec.target']);
    expect(refused({ target: { kind: 'Deployment', name: 'worker' } })).toEqual(
      ['ConflictingScalers spec.target'],
    );
    expect(() => refused({ environments: ['prod'] })).toThrow('was rendered');
  });
});
