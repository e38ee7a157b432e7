import { mockServices } from '@backstage/backend-test-utils';
import type { SetupPartView } from '@groundwork/backstage-plugin-tenancy-common';
import { withDenied } from './deniedPart';

const parts: SetupPartView[] = [
  { part: 'kubernetes', state: 'on', why: 'It is installed.' },
  { part: 'permissions', state: 'on', why: 'The permission policy is asked.' },
];
const update = 'tenancy.tenant.update';

function permissionsOf(denied: string[], { data = {}, of = parts } = {}) {
  const config = mockServices.rootConfig({ data });
  return withDenied(of, denied, config)[1];
}

describe('the permissions part of the setup page', () => {
  it('is as it was where nothing is denied', () => {
    expect(permissionsOf([])).toEqual(parts[1]);
  });

  it('has the lines for a policy that denies what it does not name', () => {
    const rbac = {
      permission: { rbac: { pluginsWithPermission: ['catalog'] } },
    };
    expect(permissionsOf([update]).copy).toBeUndefined();
    expect(
      permissionsOf([update, 'tenancy.tenant.act'], { data: rbac }).copy,
    ).toMatch(
      /pluginsWithPermission: \[tenancy\][^]*\np, role:default\/ROLE, tenancy.tenant.update, update, allow\np, role:default\/ROLE, tenancy.tenant.act, use, allow$/,
    );
  });

  it('still tells what other plugins show', () => {
    const of: SetupPartView[] = [
      parts[0],
      { part: 'permissions', state: 'on', why: 'Open.', cost: 'Seen there.' },
    ];
    expect(permissionsOf([update], { of })).toMatchObject({
      why: expect.stringMatching(/denies you tenancy.tenant.update.* Open\.$/),
      cost: expect.stringMatching(/ Seen there\.$/),
    });
  });
});
