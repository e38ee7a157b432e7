import { createMockDirectory } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { fakeRenderer, pushedPlatform } from '../__testUtils__/fakeRenderer';
import type { TenancyRenderer } from '../renderer/TenancyRenderer';
import { createDeployAction } from './createDeployAction';

const image = 'registry.example.com/pay/api';

describe('tenancy:deploy', () => {
  const workspace = createMockDirectory();

  async function run(
    input: object,
    specs: Record<string, object> = {
      Tenant: { environments: ['dev', 'prod'] },
      Workload: { image: `${image}:1`, replicas: 2, overrides: {} },
    },
  ) {
    const { asked, rendererFor } = fakeRenderer({ platform: pushedPlatform });
    const renderer = await rendererFor();
    const request: TenancyRenderer['request'] = async ({ kind }) =>
      specs[kind] && ({ spec: specs[kind] } as never);
    const output = jest.fn();
    const context = createMockActionContext({
      input: { tenant: 'pay', workload: 'api', ...input } as never,
      workspacePath: workspace.path,
    });
    await createDeployAction({
      rendererFor: async () => ({ ...renderer, request }),
      integrations: ScmIntegrations.fromConfig(new ConfigReader({})),
    }).handler({ ...context, output });
    return { asked, output };
  }

  it('edits the image of the environments alone', async () => {
    const { asked, output } = await run({
      image: ':2',
      environments: ['dev'],
    });
    expect(asked).toEqual([
      {
        edit: {
          kind: 'Workload',
          name: 'api',
          tenant: 'pay',
          base: { image: `${image}:1`, replicas: 2, overrides: {} },
          to: {
            image: `${image}:1`,
            replicas: 2,
            overrides: { dev: { image: `${image}:2` } },
          },
        },
      },
    ]);
    expect(output).toHaveBeenCalledWith('delivery', 'push');
    expect(output).toHaveBeenCalledWith('changed', false);
  });

  it('edits nothing where Git holds it already', async () => {
    const { asked } = await run({ image: `${image}:1` });
    const [{ edit }] = asked as Array<{ edit: { base: object; to: object } }>;
    expect(edit.to).toEqual(edit.base);
  });

  it.each([
    ['another repository', { image: 'evil.example.com/api:2' }, /spec\.image/],
    ['no version', { image }, /without a version/],
    [
      'another environment',
      { image: ':2', environments: ['qa'] },
      /environments: .*not deployed there/,
    ],
  ])('refuses %s', async (_, input, message) => {
    await expect(run(input)).rejects.toThrow(message);
  });

  it('says that there is no such workload, or that there are two', async () => {
    await expect(run({ image: ':2' }, {})).rejects.toThrow(
      'there is no workload or service api of pay',
    );
    await expect(
      run(
        { image: ':2' },
        {
          Tenant: { environments: ['dev'] },
          Workload: { image },
          Service: { workload: { image } },
        },
      ),
    ).rejects.toThrow('are both called api');
  });
});
