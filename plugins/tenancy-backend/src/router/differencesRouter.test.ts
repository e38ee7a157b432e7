import { clientOf, until } from '../__testUtils__/clientOf';
import {
  type Portal,
  startPortal,
  tenancyConfig,
  tenantFile,
} from '../__testUtils__/startPortal';

jest.setTimeout(30_000);

const [dev] = tenancyConfig.environments;
const settings = (environment: string, image: string) => ({
  [`tenants/pay/${environment}/kustomization.yaml`]: `resources: []
images:
  - name: web
    newTag: "${image}"
`,
});

describe('the differences between environments', () => {
  let portal: Portal;
  const { get, settled } = clientOf(() => portal);

  beforeEach(async () => {
    portal = await startPortal({
      tenancy: {
        naming: { namespace: '${{ tenant }}-${{ environment }}' },
        environments: [dev, { ...dev, name: 'prod', domains: ['example.com'] }],
      },
      files: {
        'platform/tenants/pay.yaml': `${tenantFile('pay', 'payments').replace(
          '    - dev\n',
          '    - dev\n    - prod\n',
        )}`,
        ...settings('dev', '1'),
        ...settings('prod', '1'),
      },
    });
    await settled();
  });

  afterEach(() => portal.stop());

  it('are told with their commits, in short on the cards and as a whole', async () => {
    const wordsOf = (image: string, words: string) => {
      portal.git.write(settings('dev', image));
      return until(
        () => get('tenants/pay/status'),
        ({ body }) => body.differences?.[0]?.words === words,
      );
    };
    const { body } = await wordsOf('2', '1 change behind dev: image 2');
    expect(body.differences).toMatchObject([
      {
        environment: 'prod',
        against: 'dev',
        behind: 1,
        changes: [
          { direction: 'behind', what: 'image 2', commit: { commit: /^\w+$/ } },
        ].map(each => ({
          ...each,
          commit: { commit: expect.stringMatching(each.commit.commit) },
        })),
      },
    ]);
    expect(JSON.stringify(body.differences)).not.toContain('objects');
    const whole = await get('tenants/pay/differences').expect(200);
    expect(whole.body.items[0].changes[0].objects).toMatchObject([
      {
        kind: 'Kustomization',
        fields: [{ path: 'images[web].newTag', earlier: '2', later: '1' }],
      },
    ]);
    await wordsOf('1', 'same as dev');
  });

  it('are for those alone who may see the tenant', async () => {
    const stranger = await get('tenants/pay/differences', 'eve').expect(404);
    const nobody = await get('tenants/none/differences', 'eve').expect(404);
    expect(stranger.body.error.name).toBe(nobody.body.error.name);
    await get('tenants/..%2F/differences').expect(400);
  });
});
