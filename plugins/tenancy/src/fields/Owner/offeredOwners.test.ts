import { identityApiRef } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import type { ApiHolder } from '@backstage/core-plugin-api';
import { platformView } from '../../__fixtures__/platform';
import { readOwners } from './offeredOwners';

const group = (name: string, displayName?: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name, namespace: 'default' },
  spec: displayName ? { profile: { displayName } } : {},
});

const groups = [group('payments', 'Payments'), group('search'), group('web')];

function holder(refs: string[]): ApiHolder {
  const apis = new Map<unknown, unknown>([
    [
      identityApiRef,
      { getBackstageIdentity: async () => ({ ownershipEntityRefs: refs }) },
    ],
    [
      catalogApiRef,
      {
        getEntities: async () => ({ items: groups }),
        getEntitiesByRefs: async ({
          entityRefs,
        }: {
          entityRefs: string[];
        }) => ({
          items: entityRefs.map(ref =>
            groups.find(({ metadata }) => ref.endsWith(`/${metadata.name}`)),
          ),
        }),
      },
    ],
  ]);
  return { get: ref => apis.get(ref) } as ApiHolder;
}

const refs = ['user:default/ada', 'group:default/payments', 'group:x/gone'];

describe('readOwners', () => {
  it('offers the groups that one is in, under the names that people know', async () => {
    const { findings: _, ...platform } = platformView();
    expect(await readOwners(holder(refs), platform)).toEqual({
      own: [
        { ref: 'group:default/payments', title: 'Payments' },
        { ref: 'group:x/gone', title: 'gone' },
      ],
      all: [
        { ref: 'group:default/payments', title: 'Payments' },
        { ref: 'group:x/gone', title: 'gone' },
      ],
    });
  });

  it('offers all groups to those who run the platform, their own first', async () => {
    const { all } = await readOwners(holder(refs), {
      ...platformView(),
      findings: [],
    });
    expect(all.map(({ ref }) => ref)).toEqual([
      'group:default/payments',
      'group:x/gone',
      'group:default/search',
      'group:default/web',
    ]);
  });
});
