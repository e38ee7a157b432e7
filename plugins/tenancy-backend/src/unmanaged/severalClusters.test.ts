import { lookAt } from '../__testUtils__/lookAt';
import {
  byApp,
  byId,
  byNamespace,
  id,
  owners,
  payments,
} from '../__testUtils__/lookEntities';
import {
  application,
  deployment,
  namespace,
} from '../__testUtils__/lookObjects';

describe('several clusters', () => {
  const spoke = (name: string) => ({ server: `https://${name}.example.com` });
  const held = [namespace('payments'), deployment('payments', 'pay', id)];
  const hub = [
    namespace('payments'),
    application('pay', { destination: spoke('two') }),
    application('pay-three', { destination: spoke('three') }),
    application('foreign', { destination: spoke('four') }),
  ];
  const clusters = { hub, two: held, three: held };

  it('are told apart, and the hub is asked for Applications of all', async () => {
    const { applications, places } = lookAt({
      clusters,
      unmanaged: { ...owners, argocd: [{ cluster: 'hub' }] },
      entities: [byNamespace, byApp],
    });
    expect(await places(byNamespace)).toEqual([
      'hub/payments',
      'three/payments',
      'two/payments',
    ]);
    expect(await places(byApp)).toEqual(['two/payments']);
    expect(await applications(byNamespace)).toEqual([
      ['hub', 'Unknown'],
      ['three', 'Healthy', 'hub/argocd/pay-three'],
      ['two', 'Healthy', 'hub/argocd/pay'],
    ]);
  });

  it('are an owner’s as far as configuration says', async () => {
    const { places } = lookAt({
      clusters,
      unmanaged: {
        ...owners,
        owners: [{ ...payments, clusters: ['two'] }],
        argocd: [{ cluster: 'hub' }],
      },
      entities: [byNamespace, byId],
    });
    expect(await places(byNamespace)).toEqual(['two/payments']);
    expect(await places(byId)).toEqual(['two/payments']);
  });

  it('of one address are not guessed between', async () => {
    const { places } = lookAt({
      clusters,
      unmanaged: {
        ...owners,
        argocd: [{ cluster: 'hub' }],
        clusters: [
          { name: 'hub' },
          { name: 'two' },
          { name: 'three', destinations: [spoke('two')] },
        ],
      },
      entities: [byApp],
    });
    expect(await places(byApp)).toBeUndefined();
  });

  it('with Argo CDs of one name show what is the owner’s of each', async () => {
    const two = [
      ...held,
      application('pay'),
      application('c4n4ry', { to: 'vault' }),
    ];
    const { applications } = lookAt({
      clusters: { two, three: two },
      unmanaged: {
        access: 'owners',
        owners: [{ ...payments, clusters: ['two'] }],
        argocd: [
          { cluster: 'two', name: 'main' },
          { cluster: 'three', name: 'main' },
        ],
      },
      entities: [byNamespace],
    });
    expect(await applications(byNamespace)).toEqual([
      ['payments', 'Healthy', 'two/argocd/pay'],
    ]);
  });

  it('hide an Application of the same name on another cluster', async () => {
    const child = (name: string) => ({
      group: 'argoproj.io',
      kind: 'Application',
      namespace: 'argocd',
      name,
      status: 'OutOfSync',
    });
    const parent = application('parent', {
      destination: spoke('two'),
      status: { resources: [child('pay')] },
    });
    // On the hub it is theirs, and where the parent deploys to it is another's.
    const { find } = lookAt({
      clusters: {
        hub: [...hub, parent],
        two: [...held, application('pay', { project: 'vault' })],
      },
      unmanaged: owners,
      entities: [byNamespace],
    });
    const found = await find(byNamespace);
    const shown = found?.subject.snapshot.application(parent, 'hub');
    expect(shown?.status).toMatchObject({ resources: [] });
  });
});
