import { defaultKinds, labelKeysOf } from '@groundwork/engine';
import { lookAt } from '../__testUtils__/lookAt';
import { byNamespace, owners, payments } from '../__testUtils__/lookEntities';
import { namespace } from '../__testUtils__/lookObjects';
import { basePlatform } from './basePlatform';

describe('who enforces policies', () => {
  const agent = {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { namespace: 'kube-system', name: 'net-c4n4ry' },
    spec: {
      template: {
        spec: { hostNetwork: true, containers: [{ name: 'kube-flannel' }] },
      },
    },
    status: { desiredNumberScheduled: 3, numberReady: 3 },
  };
  const isolationIn = async (
    unread: Record<string, 'forbidden'> = {},
    world: Partial<Parameters<typeof lookAt>[0]> = {},
  ) => {
    const { find, told, unmanaged } = lookAt({
      clusters: { one: [namespace('payments'), agent] },
      unread,
      unmanaged: owners,
      entities: [byNamespace],
      ...world,
    });
    const found = await find(byNamespace);
    const status = found && (await unmanaged.statusOf(found));
    // Its object is nobody's to see.
    expect(await told(byNamespace)).not.toMatch('c4n4ry');
    return status?.network.isolation[0];
  };

  it('is told to owners, who may not see what tells it', async () => {
    expect(await isolationIn()).toMatchObject({
      ingress: 'open',
      enforcement: {
        state: 'no',
        why: 'NetworkPolicies are not enforced in this cluster: flannel runs alone',
      },
    });
  });

  it('is not known where the portal may not read it', async () => {
    expect(await isolationIn({ 'one DaemonSet': 'forbidden' })).toMatchObject({
      enforcement: { state: 'unknown' },
    });
  });

  it('is who the platform says, in a cluster of its own, and no other word counts there', async () => {
    const clusters = [{ name: 'one', cni: 'none' }];
    const platform = (own: object) => {
      const { environments, ...rest } = basePlatform(defaultKinds);
      return { ...rest, environments: [{ ...environments[0], ...own }] };
    };
    const unmanaged = { ...owners, clusters };
    expect(
      await isolationIn(
        {},
        { unmanaged, platform: platform({ cluster: 'one', cni: 'cilium' }) },
      ),
    ).toMatchObject({ enforcement: { state: 'yes' } });
    expect(
      await isolationIn({}, { unmanaged, platform: platform({}) }),
    ).toMatchObject({ enforcement: { why: expect.stringMatching('none') } });
  });

  it('is who configuration says of a cluster that is looked at alone', async () => {
    const unmanaged = {
      ...owners,
      clusters: [{ name: 'one', cni: 'kubernetes' }],
    };
    expect(await isolationIn({}, { unmanaged })).toMatchObject({
      enforcement: { state: 'yes' },
    });
  });

  it.each(['books', 'vault-2'])(
    'is nobody in namespace %s, which is mapped to an owner',
    async home => {
      const own = {
        ...agent,
        metadata: { namespace: home, name: 'net-c4n4ry' },
      };
      const isolation = await isolationIn(
        {},
        {
          clusters: { one: [namespace('payments'), own] },
          unmanaged: {
            ...owners,
            owners: [
              payments,
              {
                owner: 'group:default/vault',
                namespaces: ['books', 'vault-*'],
              },
            ],
          },
        },
      );
      expect(isolation).toMatchObject({ enforcement: { state: 'unknown' } });
    },
  );

  it('is nobody in a namespace of a tenant', async () => {
    const base = basePlatform(defaultKinds);
    const home = namespace('books', {
      [labelKeysOf(base.prefix).tenant]: 'books',
    });
    const own = {
      ...agent,
      metadata: { namespace: 'books', name: 'net-c4n4ry' },
    };
    const clusters = { one: [namespace('payments'), home, own] };
    expect(await isolationIn({}, { clusters, platform: base })).toMatchObject({
      enforcement: { state: 'unknown' },
    });
    expect(await isolationIn({}, { clusters })).toMatchObject({
      enforcement: { state: 'no' },
    });
  });
});
