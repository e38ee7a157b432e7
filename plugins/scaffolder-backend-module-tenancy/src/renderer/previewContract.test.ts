import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { previewContract } from '@groundwork/backstage-plugin-tenancy-node/testUtils';
import { parsePlatform } from '@groundwork/engine';
import { smallPlatformConfig } from '../__testUtils__/platform';
import { StandaloneRenderer } from './StandaloneRenderer';

describe('a preview without clusters', () => {
  const platform = parsePlatform({
    ...smallPlatformConfig,
    ...previewContract.configuration,
  });

  it.each(previewContract.cases)(
    'answers as any: $title',
    async ({ git, asked, isAdmin, told, expected }) => {
      const renderer = StandaloneRenderer.create({
        platform,
        git: git(),
        catalog: catalogServiceMock({
          entities: ['payments', 'shop'].map(name => ({
            apiVersion: 'backstage.io/v1alpha1',
            kind: 'Group',
            metadata: { name, namespace: 'default' },
            spec: { type: 'team', children: [] },
          })),
        }),
        userInfo: mockServices.userInfo({
          ownershipEntityRefs: [
            isAdmin ? 'group:default/platform' : 'group:default/payments',
          ],
        }),
      });
      const user = mockCredentials.user();

      const view =
        asked === 'platform'
          ? await renderer.previewPlatform(user)
          : await renderer.preview(asked, user);

      expect(told(view)).toEqual(expected);
    },
  );
});
