import { check, parsePlatform } from '@groundwork/engine';
import { tenancyConfig } from '../__testUtils__/startPortal';
import { LiveSnapshot } from '../clusters';

const { git: _, ...config } = tenancyConfig;
const platform = parsePlatform(config);
const { cluster } = platform.environments[0];
const QUOTA = { group: '', kind: 'ResourceQuota' };

const quota = (namespace: string) => ({
  apiVersion: 'v1',
  kind: 'ResourceQuota',
  metadata: { name: 'q', namespace, resourceVersion: '1' },
  spec: { hard: { pods: '1' } },
  status: { used: { pods: '0' } },
});

/** What a check of all tenants says of quotas that it did not see. */
async function said(
  fill: (snapshot: LiveSnapshot) => Promise<unknown>,
): Promise<string[]> {
  const snapshot = new LiveSnapshot({ labels: [] });
  const clusters = platform.environments.flatMap(each => [
    each.cluster,
    each.argocd.cluster,
  ]);
  for (const name of new Set(clusters)) {
    snapshot.addCluster(name);
    snapshot.addKind(name, QUOTA);
    await snapshot.replace(name, QUOTA, []);
  }
  await fill(snapshot);
  return check(snapshot, { platform, now: Date.now() }).flatMap(
    ({ code, message }) =>
      code === 'NotChecked' && message.includes('ResourceQuota')
        ? [message]
        : [],
  );
}

describe('a check over what is live', () => {
  it('says nothing where all of a kind is known', async () => {
    const fill = (snapshot: LiveSnapshot) =>
      snapshot.replace(cluster, QUOTA, [quota('a')]);
    expect(await said(fill)).toEqual([]);
  });

  it('says what it did not see of a kind that is read in some namespaces', async () => {
    const fill = async (snapshot: LiveSnapshot) => {
      snapshot.addNamespaces(cluster, QUOTA, ['a']);
      const place = { kind: QUOTA, namespace: 'a' };
      await snapshot.replaceIn(cluster, place, [quota('a')], () => true);
    };
    expect(await said(fill)).toHaveLength(1);
  });

  it('says that one of a kind could not be read', async () => {
    const fill = async (snapshot: LiveSnapshot) => {
      await snapshot.replace(cluster, QUOTA, [quota('a')]);
      const metadata = { name: 'x', namespace: 'b' };
      snapshot.unreadable(cluster, QUOTA, { metadata });
    };
    expect(await said(fill)).toHaveLength(1);
  });
});
