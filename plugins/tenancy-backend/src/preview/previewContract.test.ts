import { previewContract } from '@groundwork/backstage-plugin-tenancy-node/testUtils';
import { bundledSchemas } from '@groundwork/engine/bundled';
import { clientOf } from '../__testUtils__/clientOf';
import { type Portal, startPortal } from '../__testUtils__/startPortal';

jest.setTimeout(60_000);

describe('a preview over live clusters', () => {
  let portal: Portal;

  const { post, settled } = clientOf(() => portal);

  afterEach(() => portal.stop());

  it.each(previewContract.cases)(
    'answers as any: $title',
    async ({ git, asked, isAdmin, told, expected }) => {
      portal = await startPortal({
        repositories: git(),
        tenancy: previewContract.configuration,
      });
      bundledSchemas().crds.forEach(crd => portal.cluster.put(crd));
      await settled();
      const user = isAdmin ? 'root' : 'ada';

      const { body } =
        asked === 'platform'
          ? await post('platform/preview', {}, user).expect(200)
          : await post('preview', asked, user).expect(200);

      expect(told(body)).toEqual(expected);
    },
  );
});
