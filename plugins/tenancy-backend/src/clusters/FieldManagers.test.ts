import { type KubernetesObject, managersOf } from '@groundwork/engine';
import { Packing } from '../packing/Packing';
import { LiveSnapshot } from './LiveSnapshot';

const TENANT = 'tenancy.groundwork.dev/tenant';
const fields = [
  { manager: 'kubectl-edit', operation: 'Update', fieldsV1: { 'f:spec': {} } },
];

const object = (
  namespace: string | undefined,
  metadata: Partial<KubernetesObject['metadata']> = {
    annotations: { 'argocd.argoproj.io/tracking-id': 'a' },
  },
): KubernetesObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', ...(namespace ? { namespace } : {}), ...metadata },
});

const namespaces: KubernetesObject[] = [
  {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'pay', labels: { [TENANT]: 'pay' } },
  },
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'monitoring' } },
];

async function snapshotOf(isRead: boolean): Promise<LiveSnapshot> {
  const snapshot = new LiveSnapshot({ labels: [TENANT] });
  snapshot.addCluster('one');
  snapshot.addKind('one', { group: '', kind: 'Namespace' });
  if (isRead) {
    await snapshot.replace('one', { group: '', kind: 'Namespace' }, namespaces);
  }
  return snapshot;
}

describe('who manages fields', () => {
  it.each([
    ['an object of a tenant from Git', true, object('pay')],
    [
      'one that only its label marks',
      true,
      object('pay', { labels: { 'app.kubernetes.io/instance': 'a' } }),
    ],
    [
      'one of the platform that carries its tenant',
      true,
      object('argocd', {
        annotations: { 'argocd.argoproj.io/tracking-id': 'a' },
        labels: { [TENANT]: 'pay' },
      }),
    ],
    ['one of somebody else', false, object('monitoring')],
    ['one of no namespace', false, object(undefined)],
    ['one that nobody marked', false, object('pay', {})],
    [
      'what a controller made',
      false,
      object('pay', {
        labels: { 'app.kubernetes.io/instance': 'a' },
        ownerReferences: [
          { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'a', uid: 'u' },
        ],
      }),
    ],
  ])('is kept or not of %s', async (_, isKept, each) => {
    const snapshot = await snapshotOf(true);
    snapshot.keepManagers('one', each, fields);
    expect(managersOf(each) !== undefined).toBe(isKept);
  });

  it('is kept of all until namespaces are read, and then only of those of tenants', async () => {
    const snapshot = await snapshotOf(false);
    const own = object('pay');
    const foreign = object('monitoring');
    snapshot.keepManagers('one', own, fields);
    snapshot.keepManagers('one', foreign, fields);
    expect(managersOf(foreign)).toBeDefined();

    await snapshot.replace('one', { group: '', kind: 'Namespace' }, namespaces);

    expect(managersOf(own)).toBeDefined();
    expect(managersOf(foreign)).toBeUndefined();
  });

  it('is let go of also where what was listed is folded by then', async () => {
    const packing = new Packing({ many: 0 });
    const snapshot = new LiveSnapshot({
      labels: [TENANT],
      shelves: id => packing.shelvesOf(id),
    });
    const id = { group: 'apps', kind: 'Deployment' };
    snapshot.addCluster('one');
    snapshot.addKind('one', id);
    const read = ['pay', 'monitoring'].map(namespace =>
      packing.packable(object(namespace)),
    );
    read.forEach(each => snapshot.keepManagers('one', each, fields));
    for (const _ of packing.pack(read)) {
      // Each step is a part.
    }
    await snapshot.replace('one', id, read);
    await snapshot.replace('one', { group: '', kind: 'Namespace' }, namespaces);

    const held = snapshot.held('one', id);
    const now = ['pay', 'monitoring'].map(namespace =>
      held?.get(namespace, 'web'),
    );
    expect(now[0]).not.toBe(read[0]);
    expect(now.map(each => each && managersOf(each) !== undefined)).toEqual([
      true,
      false,
    ]);
  });
});
