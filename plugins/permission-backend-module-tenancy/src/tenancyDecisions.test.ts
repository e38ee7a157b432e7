import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { kubernetesPermissions } from '@backstage/plugin-kubernetes-common';
import {
  AuthorizeResult,
  createPermission,
  type Permission,
} from '@backstage/plugin-permission-common';
import { scaffolderPermissions } from '@backstage/plugin-scaffolder-common/alpha';
import { decideOnKubernetes, TenancyPolicy, tenancyDecisions } from './index';
import { guardTab } from './kubernetes/guardedTab';

const ALLOW = { result: AuthorizeResult.ALLOW };
const DENY = { result: AuthorizeResult.DENY };

const config = (permissions: object = {}) =>
  mockServices.rootConfig({
    data: { tenancy: { admins: ['group:default/Platform'], permissions } },
  });

function userOf(name: string, ...groups: string[]) {
  const userEntityRef = `user:default/${name}`;
  return {
    credentials: mockCredentials.user(userEntityRef),
    info: {
      userEntityRef,
      ownershipEntityRefs: [userEntityRef, ...groups],
    },
  };
}

const ada = userOf('ada', 'group:default/payments');
const guest = userOf('guest');
const root = userOf('root', 'group:default/platform');

function permissionOf(name: string): Permission {
  const found = [...scaffolderPermissions, ...kubernetesPermissions].find(
    each => each.name === name,
  );
  if (!found) {
    throw new TypeError(`no plugin has the permission ${name}`);
  }
  return found;
}

const readEntities = createPermission({
  name: 'catalog.entity.read',
  attributes: { action: 'read' },
  resourceType: 'catalog-entity',
});

describe('the tenancy policy', () => {
  const decide = async (
    permission: Permission,
    user?: typeof ada,
    permissions?: object,
  ) =>
    new TenancyPolicy(tenancyDecisions(config(permissions))).handle(
      { permission },
      user,
    );

  it.each(['scaffolder.task.read', 'scaffolder.task.cancel'])(
    'leaves %s to who started the task, and to admins',
    async name => {
      const permission = permissionOf(name);

      expect(await decide(permission, ada)).toEqual({
        result: AuthorizeResult.CONDITIONAL,
        pluginId: 'scaffolder',
        resourceType: 'scaffolder-task',
        conditions: {
          rule: 'IS_TASK_OWNER',
          resourceType: 'scaffolder-task',
          params: { createdBy: ['user:default/ada'] },
        },
      });
      expect(await decide(permission, root)).toEqual(ALLOW);
      expect(await decide(permission)).toEqual(DENY);
    },
  );

  it('lets everybody who is signed in start a task', async () => {
    const permission = permissionOf('scaffolder.task.create');

    expect(await decide(permission, guest)).toEqual(ALLOW);
    expect(await decide(permission)).toEqual(DENY);
  });

  it.each([
    'kubernetes.proxy',
    'kubernetes.clusters.read',
    'kubernetes.resources.read',
    'scaffolder.template.dry-run',
    'scaffolder.template.management',
  ])('keeps %s for admins', async name => {
    const permission = permissionOf(name);

    expect(await decide(permission, ada)).toEqual(DENY);
    expect(await decide(permission, guest)).toEqual(DENY);
    expect(await decide(permission)).toEqual(DENY);
    expect(await decide(permission, root)).toEqual(ALLOW);
  });

  it('opens the tab of the Kubernetes plugin where it is configured, and never its proxy', async () => {
    const tab = { kubernetesTab: true };
    const results = () =>
      Promise.all(
        kubernetesPermissions.map(async permission => [
          permission.name,
          (await decide(permission, ada, tab)).result,
          (await decide(permission, undefined, tab)).result,
        ]),
      );
    const shut = [
      ['kubernetes.proxy', 'DENY', 'DENY'],
      ['kubernetes.resources.read', 'DENY', 'DENY'],
      ['kubernetes.clusters.read', 'DENY', 'DENY'],
    ];

    // Without the module that shows each team its own namespaces it would open all clusters.
    expect(await results()).toEqual(shut);
    const release = guardTab();
    const open = await results();
    release();
    expect(await results()).toEqual(shut);
    expect(open).toEqual([
      ['kubernetes.proxy', 'DENY', 'DENY'],
      ['kubernetes.resources.read', 'ALLOW', 'DENY'],
      ['kubernetes.clusters.read', 'ALLOW', 'DENY'],
    ]);
  });

  it('opens the tab where configuration says that another backend guards it', async () => {
    const permission = permissionOf('kubernetes.resources.read');
    const of = (kubernetesTab: unknown) =>
      decide(permission, ada, { kubernetesTab });

    expect(await of('guardedElsewhere')).toEqual(ALLOW);
    await expect(async () => of('elsewhere')).rejects.toThrow(
      /kubernetesTab: must be true, false or guardedElsewhere/,
    );
  });

  it('opens the tab where a policy says that another backend guards it', () => {
    const permission = permissionOf('kubernetes.resources.read');
    const of = (tab: boolean | 'guardedElsewhere') =>
      decideOnKubernetes({ admins: [], tab })({ permission }, ada);

    expect(of(true)).toEqual(DENY);
    expect(of('guardedElsewhere')).toEqual(ALLOW);
  });

  it('shows tenants in the catalog to their owners, unless everybody shall see them', async () => {
    expect(await decide(readEntities, ada)).toMatchObject({
      result: AuthorizeResult.CONDITIONAL,
      conditions: {
        allOf: [
          {
            anyOf: expect.arrayContaining([
              {
                rule: 'IS_ENTITY_OWNER',
                resourceType: 'catalog-entity',
                params: {
                  claims: ['user:default/ada', 'group:default/payments'],
                },
              },
            ]),
          },
          expect.anything(),
        ],
      },
    });
    expect(await decide(readEntities)).toEqual(DENY);
    expect(await decide(readEntities, root)).toEqual(ALLOW);
    expect(
      await decide(readEntities, ada, { tenantEntities: 'everyone' }),
    ).toEqual(ALLOW);
  });

  it('offers templates for admins to nobody else', async () => {
    expect(await decide(readEntities, ada)).toMatchObject({
      conditions: {
        allOf: expect.arrayContaining([
          {
            not: {
              rule: 'HAS_ANNOTATION',
              resourceType: 'catalog-entity',
              params: {
                annotation: 'tenancy.groundwork.dev/offered-to',
                value: 'admins',
              },
            },
          },
        ]),
      },
    });
  });

  it('leaves all else to the policy that asks it', () => {
    const permission = createPermission({ name: 'other', attributes: {} });

    expect(tenancyDecisions(config())({ permission }, ada)).toBeUndefined();
  });

  it('refuses a value that is none, by its key', () => {
    expect(() => tenancyDecisions(config({ tenantEntities: 'all' }))).toThrow(
      /tenancy.permissions.tenantEntities/,
    );
  });
});
