import type { BackstagePrincipalAccessRestrictions } from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { ServerPermissionClient } from '@backstage/plugin-permission-node';
import { TenantAccess } from './TenantAccess';

const tenant = {
  name: 'pay',
  owner: 'group:default/payments',
  environments: [],
};

async function accessOf(restrictions?: BackstagePrincipalAccessRestrictions) {
  const auth = mockServices.auth();
  const config = mockServices.rootConfig({
    data: { permission: { enabled: true } },
  });
  const access = new TenantAccess({
    auth,
    userInfo: mockServices.userInfo(),
    permissions: ServerPermissionClient.fromConfig(config, {
      auth,
      discovery: mockServices.discovery(),
    }),
    permissionsRegistry: mockServices.permissionsRegistry.mock({
      getPermissionRuleset: () => ({ getRuleByName: () => undefined as never }),
    }),
    platform: { admins: [] },
    directory: {
      get: () => tenant,
      unread: () => [],
      allInTurns: async () => [tenant],
    },
  });
  const credentials = mockCredentials.service('external:token', restrictions);
  const viewer = await access.viewer(credentials);
  return {
    mayAdminister: () => access.assertAdmin(viewer),
    read: async () => (await access.readable(viewer)).map(({ name }) => name),
  };
}

describe('a token', () => {
  it('is an admin where it has no restrictions', async () => {
    const { mayAdminister, read } = await accessOf();
    expect(await read()).toEqual(['pay']);
    expect(mayAdminister).not.toThrow();
  });

  it.each<[BackstagePrincipalAccessRestrictions, string[]]>([
    [{ permissionNames: ['tenancy.tenant.read'] }, ['pay']],
    [{ permissionAttributes: { action: ['read'] } }, ['pay']],
    [{ permissionNames: ['tenancy.tenant.create'] }, []],
    [{ permissionAttributes: { action: ['create'] } }, []],
  ])('is none with %j, and reads %j', async (restrictions, tenants) => {
    const { mayAdminister, read } = await accessOf(restrictions);
    expect(await read()).toEqual(tenants);
    expect(mayAdminister).toThrow('for platform admins only');
  });
});
