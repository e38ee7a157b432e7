import { mockServices } from '@backstage/backend-test-utils';
import type { SetupPartView } from '@groundwork/backstage-plugin-tenancy-common';
import { withDenied } from './deniedPart';

const parts: SetupPartView[] = [
  { part: 'kubernetes', state: 'on', why: 'It is installed.' },
  { part: 'permissions', state: 'on', why: 'The permission policy is asked.' },
];
const read = 'tenancy.tenant.read';

function permissionsOf(
  denied: string[],
  { data = {}, isPlatform = true, of = parts } = {},
) {
  const config = mockServices.rootConfig({ data });
  return withDenied(of, denied, { config, isPlatform })[1];
}

describe('the permissions part of the setup page', () => {
  it('is as it was where nothing is denied', () => {
    expect(permissionsOf([])).toEqual(parts[1]);
  });

  it('has the lines for a policy that denies what it does not name', () => {
    const rbac = {
      permission: { rbac: { pluginsWithPermission: ['catalog'] } },
    };
    expect(permissionsOf([read]).copy).toBeUndefined();
    expect(
      permissionsOf([read, 'tenancy.tenant.act'], { data: rbac }).copy,
    ).toMatch(
      /pluginsWithPermission: \[tenancy\][^]*\np, role:default\/ROLE, tenancy.tenant.read, read, allow\np, role:default\/ROLE, tenancy.tenant.act, use, allow$/,
    );
  });

  it('has cards alone to tell of where there is no platform', () => {
    const isPlatform = false;
    expect(permissionsOf(['tenancy.tenant.act'], { isPlatform })).toEqual(
      parts[1],
    );
    expect(
      permissionsOf([read, 'tenancy.tenant.act'], { isPlatform }).why,
    ).toBe(
      'The permission policy denies you tenancy.tenant.read. Who keeps it can allow that.',
    );
  });

  it('still tells what other plugins show', () => {
    const of: SetupPartView[] = [
      parts[0],
      { part: 'permissions', state: 'on', why: 'Open.', cost: 'Seen there.' },
    ];
    expect(permissionsOf([read], { of })).toMatchObject({
      why: expect.stringMatching(/denies you tenancy.tenant.read.* Open\.$/),
      cost: expect.stringMatching(/ Seen there\.$/),
    });
  });
});
