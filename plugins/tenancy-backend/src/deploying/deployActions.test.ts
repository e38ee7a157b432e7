import { createServiceFactory } from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { mockCredentials } from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import type { JsonObject } from '@backstage/types';
import { clientOf } from '../__testUtils__/clientOf';
import {
  image,
  requestOf,
  workload as workloadOf,
} from '../__testUtils__/deployingPortal';
import {
  type Portal,
  startPortal,
  tenantFile,
} from '../__testUtils__/startPortal';

jest.setTimeout(60_000);

describe('deploying by an action', () => {
  const registry = actionsRegistryServiceMock();
  let portal: Portal;

  const invoke = async (id: string, input: JsonObject, user = 'ada') =>
    (
      await registry.invoke({
        id: `test:${id}`,
        input: { tenant: 'pay', workload: 'api', ...input },
        credentials: mockCredentials.user(`user:default/${user}`),
      })
    ).output;

  beforeAll(async () => {
    portal = await startPortal({
      files: {
        'platform/tenants/pay.yaml': tenantFile('pay', 'payments'),
        [requestOf('pay')]: workloadOf('pay'),
      },
      features: [
        createServiceFactory({
          service: actionsRegistryServiceRef,
          deps: {},
          factory: () => registry,
        }),
      ],
    });
    await clientOf(() => portal).settled();
  });

  afterAll(() => portal.stop());

  it('is marked as what it is', () => {
    const { actions } = registry as unknown as {
      actions: Map<string, { attributes: object }>;
    };
    expect(actions.get('test:deploy-version')?.attributes).toEqual({
      readOnly: false,
      destructive: true,
      idempotent: true,
    });
    expect(actions.get('test:get-deployment')?.attributes).toEqual({
      readOnly: true,
      destructive: false,
      idempotent: true,
    });
  });

  it('commits as the caller, and tells how it goes on', async () => {
    expect(await invoke('deploy-version', { image: ':2' })).toMatchObject({
      state: 'committed',
      changed: true,
    });
    expect(await invoke('deploy-version', { image: ':2' })).toMatchObject({
      changed: false,
    });
    expect(await invoke('get-deployment', { image: ':2' })).toMatchObject({
      state: 'committed',
      environments: [{ environment: 'dev', image: `${image}:2` }],
    });
  });

  it('does nothing for others', async () => {
    await expect(
      invoke('deploy-version', { image: ':3' }, 'bob'),
    ).rejects.toThrow('not found');
    await expect(
      invoke('get-deployment', { image: ':2' }, 'bob'),
    ).rejects.toThrow('not found');
  });
});
