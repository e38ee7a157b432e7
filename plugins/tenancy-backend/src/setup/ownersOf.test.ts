import { mockServices } from '@backstage/backend-test-utils';
import { SnapshotIndex } from '@groundwork/engine';
import { namespace } from '../__testUtils__/lookObjects';
import { readUnmanaged } from '../unmanaged/readUnmanaged';
import { ownersOf } from './ownersOf';

const source = (name: string) => `cluster ${name}`;

/** Two clusters, of which one is read and the other does not answer. */
function told(owners: object[], second: 'unreachable' | 'forbidden') {
  const snapshot = new SnapshotIndex([]);
  snapshot.setCluster('one', { value: [], asOf: 1, source: source('one') });
  snapshot.apply([
    { type: 'put', cluster: 'one', object: namespace('payments') },
  ]);
  snapshot.setCluster('two', { unknown: second, source: source('two') });
  const options = readUnmanaged(
    mockServices.rootConfig({
      data: {
        tenancy: {
          unmanaged: {
            access: 'owners',
            owners: JSON.parse(JSON.stringify(owners)),
            clusters: [{ name: 'one' }, { name: 'two' }],
          },
        },
      },
    }),
  );
  return ownersOf({ options: options!, snapshot, isManaged: () => false });
}

const map = (name: string) => ({
  owner: 'group:default/payments',
  namespaces: [name],
});

describe('owners on the setup page', () => {
  it('see what is there, and nothing of a cluster that does not answer', () => {
    expect(told([map('payments')], 'unreachable')).toEqual([
      {
        owner: 'group:default/payments',
        namespaces: ['one/payments'],
        projects: [],
      },
    ]);
  });

  it('are told with what is theirs of Flux elsewhere', () => {
    const flux = ['flux-system/payments', 'flux-system/pay-*'];
    expect(
      told(
        [
          { ...map('payments'), flux },
          { ...map('payments'), flux },
        ],
        'unreachable',
      ),
    ).toMatchObject([{ owner: 'group:default/payments', flux }]);
  });

  it('are not known to see nothing where a cluster does not answer', () => {
    expect(told([map('shop')], 'unreachable')).toMatchObject([
      {
        namespaces: [],
        why: expect.stringMatching(
          /^Not known: what two holds is not read yet/,
        ),
      },
    ]);
  });

  it('see what is named where namespaces may not be listed', () => {
    expect(told([map('shop')], 'forbidden')).toMatchObject([
      { namespaces: ['two/shop'] },
    ]);
  });
});
