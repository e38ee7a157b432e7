import type { KubernetesObject } from '@groundwork/engine';
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
  component,
  deployment,
  namespace,
} from '../__testUtils__/lookObjects';

describe('what is managed', () => {
  const isManaged = (_: string, name: string) => name === 'theirs';
  const everything = { access: 'entityReaders' };
  const mapped = {
    access: 'owners',
    owners: [
      {
        ...payments,
        namespaces: ['payments', 'theirs'],
        applicationNamespaces: ['argocd', 'theirs'],
      },
    ],
    sharedNamespaces: ['theirs'],
  };
  const theirs = component('theirs', {
    'backstage.io/kubernetes-namespace': 'theirs',
  });

  it.each([everything, mapped])(
    'is not looked at, nor are Applications and gateways that lie there (%#)',
    async unmanaged => {
      const { find, places, applications } = lookAt({
        clusters: {
          one: [
            namespace('payments'),
            namespace('theirs'),
            application('pay'),
            application('c4n4ry', { home: 'theirs' }),
            application('c4n4ry-2', { to: 'theirs' }),
          ],
        },
        unmanaged,
        entities: [theirs, byNamespace],
        isManaged,
      });
      expect(await places(theirs)).toBeUndefined();
      expect(await applications(byNamespace)).toEqual([
        ['payments', 'Healthy', 'one/argocd/pay'],
      ]);
      const found = await find(byNamespace);
      const gateways = found?.subject.snapshot.list({
        cluster: 'one',
        group: 'gateway.networking.k8s.io',
        kind: 'Gateway',
        namespace: 'theirs',
      });
      expect(gateways).toMatchObject({ unknown: 'forbidden' });
    },
  );
});

describe('owners', () => {
  const vault = {
    ...payments,
    owner: 'group:default/vault',
    namespaces: ['vault'],
  };
  const world = (targetRef: string, home = 'default') => {
    const entity = component(
      'by-ns',
      { 'backstage.io/kubernetes-namespace': 'payments' },
      { owner: targetRef, home },
    );
    const look = lookAt({
      clusters: { one: [namespace('payments'), namespace('vault')] },
      unmanaged: { access: 'owners', owners: [payments, vault] },
      entities: [entity],
    });
    return { entity, ...look };
  };

  it.each([
    ['group:default/payments', 'default', ['one/payments']],
    ['group:default/payments', 'elsewhere', ['one/payments']],
    ['group:elsewhere/payments', 'default', undefined],
    ['user:default/payments', 'default', undefined],
    ['group:default/vault', 'default', undefined],
  ])('%s of an entity in %s see %j', async (owner, home, seen) => {
    const { entity, places } = world(owner, home);
    expect(await places(entity, owner)).toEqual(seen);
  });

  it('see under each of their names what is mapped to that one', async () => {
    const { entity, find } = world('group:default/payments');
    const claims = ['group:default/payments', 'group:default/vault'];
    const found = await find(entity, ...claims);
    expect(found?.owner).toBe('group:default/payments');
    const vaults = found?.subject.snapshot.list({
      cluster: 'one',
      group: 'apps',
      kind: 'Deployment',
      namespace: 'vault',
    });
    expect(vaults).toMatchObject({ unknown: 'forbidden' });
  });

  it('share no status with owners of what was theirs before', async () => {
    const before = await world('group:default/payments').find(
      byNamespace,
      'group:default/payments',
    );
    const { entity, find } = world('group:default/vault');
    const after = await find(entity, 'group:default/vault');
    expect(before?.key).toBeDefined();
    expect(after).toBeUndefined();
  });
});

describe('ten thousand others', () => {
  let touched = 0;
  /** Something of others that tells when somebody looks at it. */
  const decoy = (object: KubernetesObject): KubernetesObject => {
    const { metadata } = object;
    return Object.defineProperty({ ...object }, 'metadata', {
      get() {
        touched += 1;
        return metadata;
      },
    });
  };
  const others = Array.from({ length: 10_000 }, (_, i) => `other-${i}`);
  const clusters = {
    one: [
      namespace('payments'),
      deployment('payments', 'pay', id),
      application('pay'),
      ...others.flatMap(name => [
        decoy(namespace(name, { team: name })),
        decoy(deployment(name, name, { 'backstage.io/kubernetes-id': name })),
        decoy(application(name, { project: name, to: name })),
      ]),
    ],
  };
  const everything = { access: 'entityReaders' };
  const trusted = {
    kind: 'Namespace',
    label: 'team',
    owner: 'group:default/${{ value }}',
    teamsCannotWrite: true,
  };

  it.each([
    [byNamespace, { ...owners, trusted: [trusted] }],
    [byApp, { ...owners, trusted: [trusted] }],
    [byId, { ...owners, trusted: [trusted] }],
    [byNamespace, everything],
    [byApp, everything],
    [byId, everything],
  ])('are not walked over for one card (%#)', async (entity, unmanaged) => {
    const {
      find,
      unmanaged: look,
      counts,
    } = lookAt({
      clusters,
      unmanaged,
      entities: [entity],
    });
    // What is grouped is grouped once, and kept up to date from then on.
    await find(entity);
    touched = 0;
    counts.questions = 0;
    const found = await find(entity);
    if (!found) {
      throw new Error('it was not found');
    }
    await look.statusOf(found);
    expect(found.subject.places).toHaveLength(1);
    expect(touched).toBeLessThan(100);
    expect(counts.questions).toBeLessThan(1000);
  });
});
