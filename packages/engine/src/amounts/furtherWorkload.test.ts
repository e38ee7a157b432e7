import { defaultKinds, type KindDescriptor, withKinds } from '../kinds';
import { workloadAmounts } from './workloadAmounts';

const fleet: KindDescriptor = {
  group: 'acme.example',
  kind: 'Fleet',
  plural: 'fleets',
  versions: ['v1'],
  namespaced: true,
  writer: 'tenant',
  team: { may: 'write', limit: 5 },
  reach: 'namespace',
  schema: 'cluster',
  pods: { count: ({ spec }) => (spec as { ships: number }).ships },
};

const amountsOf = (apiVersion: string, kinds = defaultKinds) =>
  workloadAmounts(
    {
      apiVersion,
      kind: 'Fleet',
      metadata: { name: 'a' },
      spec: { ships: 3, template: { spec: { containers: [] } } },
    },
    [],
    kinds,
  ).pods.get('pods');

describe('what a workload of a further kind counts for', () => {
  const kinds = withKinds(defaultKinds, [fleet]);

  it('is as many pods as its kind says, of its own group alone', () => {
    expect(amountsOf('acme.example/v1', kinds)).toBe(3_000_000_000n);
    expect(amountsOf('other.example/v1', kinds)).toBeUndefined();
    expect(amountsOf('acme.example/v1')).toBeUndefined();
  });
});
