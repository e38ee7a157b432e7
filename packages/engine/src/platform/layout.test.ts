import { defaultLayout } from '../request';
import { smallPlatform } from '../testUtils/smallPlatform';
import { PlatformError } from './PlatformError';
import { parsePlatform } from './parsePlatform';
import { PlatformInput } from './platformSchema';

type LayoutInput = NonNullable<PlatformInput['layout']>;

const tenant = '${{ tenant }}';
const environment = '${{ environment }}';

function withLayout(layout: LayoutInput, names = ['dev', 'prod']) {
  const [first] = smallPlatform().environments;
  return {
    ...smallPlatform(),
    naming: { namespace: `${tenant}-${environment}` },
    environments: names.map(name => ({ ...first, name })),
    layout,
  };
}

function refused(layout: LayoutInput, names?: string[]): string[] {
  try {
    parsePlatform(withLayout(layout, names));
  } catch (error) {
    if (error instanceof PlatformError) {
      return [
        ...new Set(error.findings.map(({ code, field }) => `${code} ${field}`)),
      ];
    }
    throw error;
  }
  return [];
}

describe('the layout of a platform', () => {
  it('is what it always was where nothing is said', () => {
    expect(parsePlatform(smallPlatform()).layout).toEqual(defaultLayout);
    expect(
      parsePlatform(withLayout({ requests: `tenants/${tenant}/asks` })).layout,
    ).toEqual({
      ...defaultLayout,
      requests: `tenants/${tenant}/asks`,
    });
  });

  it.each<[string, LayoutInput]>([
    [
      'by cluster first',
      {
        tenantRequests: 'requests/tenants',
        requests: `requests/teams/${tenant}`,
        tenants: `clusters/${environment}/tenants/${tenant}`,
        platform: `clusters/${environment}/platform/${tenant}`,
      },
    ],
    [
      'a folder for all of a team, with its environments below another',
      {
        tenantRequests: 'guarded/requests',
        requests: `teams/${tenant}/asks`,
        tenants: `teams/${tenant}/deploy/${environment}`,
        platform: `guarded/rendered/${tenant}/${environment}`,
      },
    ],
    [
      'environments at the root',
      {
        tenantRequests: 'asks/owners',
        requests: `asks/teams/${tenant}`,
        tenants: `${environment}/tenants/${tenant}`,
        platform: `${environment}/platform/${tenant}`,
      },
    ],
  ])('may be %s', (_, layout) => {
    expect(refused(layout)).toEqual([]);
  });

  it.each<[string, keyof LayoutInput, string]>([
    ['leads out', 'tenants', `tenants/../${tenant}/${environment}`],
    ['is absolute', 'tenants', `/tenants/${tenant}/${environment}`],
    ['has an empty name', 'tenants', `tenants//${tenant}/${environment}`],
    ['ends with a slash', 'requests', `tenants/${tenant}/requests/`],
    ['is empty', 'tenantRequests', ''],
    ['stands where it is', 'tenantRequests', 'platform/.'],
    ['is hidden', 'tenantRequests', '.github/tenants'],
    ['is an option', 'tenantRequests', '-rf/tenants'],
    ['is a pattern', 'tenantRequests', 'platform/*'],
    ['holds another script', 'tenantRequests', 'plаtform/tenants'],
    ['holds what nobody sees', 'tenantRequests', 'platform\u200b/tenants'],
    ['holds a line break', 'tenantRequests', 'platform\n/tenants'],
    ['has a backslash', 'tenantRequests', 'platform\\tenants'],
    ['lacks the tenant', 'tenants', `tenants/all/${environment}`],
    ['lacks the environment', 'tenants', `tenants/${tenant}`],
    ['lacks the tenant', 'requests', 'tenants/requests'],
    ['has it twice', 'requests', `tenants/${tenant}/${tenant}`],
    ['has an environment too many', 'requests', `a/${tenant}/${environment}`],
    ['has a tenant too many', 'tenantRequests', `platform/${tenant}`],
    ['has an unknown placeholder', 'requests', 't/${{ team }}/requests'],
    ['has another kind of placeholder', 'requests', 't/{tenant}/requests'],
    ['has a part of a name', 'requests', `tenants/team-${tenant}/requests`],
    ['has two in a name', 'tenants', `tenants/${tenant}${environment}`],
    ['starts with the tenant', 'requests', `${tenant}/requests`],
    [
      'lies where nothing is checked',
      'tenants',
      `t/${tenant}/patches/${environment}`,
    ],
    ['lies where nothing is read', 'tenantRequests', 'node_modules/tenants'],
    ['is a file of the host', 'tenantRequests', 'codeowners/tenants'],
  ])('is refused where it %s (%s: %j)', (_, field, template) => {
    expect(refused({ [field]: template })).toEqual([
      `InvalidPlatform layout.${field}`,
    ]);
  });

  it.each<[string, LayoutInput, string]>([
    [
      'both trees are one folder',
      { platform: `tenants/${tenant}/${environment}` },
      'LayoutOverlaps layout.requests LayoutOverlaps layout.tenants',
    ],
    [
      "the platform's lies in the team's",
      {
        tenants: `clusters/${environment}/${tenant}`,
        platform: `clusters/${environment}/${tenant}/platform`,
      },
      'LayoutOverlaps layout.tenants',
    ],
    [
      "the team's lies in the platform's",
      { tenants: `platform/${environment}/${tenant}/own` },
      'LayoutOverlaps layout.tenants',
    ],
    [
      'only what follows the tenant tells them apart',
      {
        requests: `all/${tenant}/requests`,
        tenants: `all/${tenant}/team/${environment}`,
        platform: `all/${tenant}/platform/${environment}`,
      },
      'LayoutOverlaps layout.requests LayoutOverlaps layout.tenants',
    ],
    [
      'a tenant could have the name of the folder',
      { tenants: `platform/guarded/${tenant}/${environment}` },
      'LayoutOverlaps layout.tenants',
    ],
    [
      'only case tells them apart',
      { tenants: `Platform/${environment}/${tenant}` },
      'LayoutOverlaps layout.tenants',
    ],
    [
      'tenants are where tenants write',
      { tenantRequests: 'tenants' },
      'LayoutOverlaps layout.requests LayoutOverlaps layout.tenants',
    ],
    [
      "a tenant could have an environment's name",
      { tenants: `tenants/${environment}/${tenant}` },
      'LayoutOverlaps layout.requests',
    ],
    [
      'requests are among what they render to',
      { requests: `tenants/${tenant}` },
      'LayoutOverlaps layout.requests',
    ],
    [
      'requests of tenants are among what is rendered',
      { platform: `platform/tenants/${tenant}/${environment}` },
      'LayoutOverlaps layout.tenantRequests',
    ],
  ])('is refused where %s', (_, layout, expected) => {
    expect(refused(layout).join(' ')).toBe(expected);
  });

  it.each([
    ['requests', {}],
    ['tenants', {}],
    ['patches', {}],
    ['asks', { requests: `tenants/${tenant}/Asks` }],
  ])('takes the name %s from environments', (name, layout) => {
    expect(refused(layout, ['dev', name])).toEqual([
      'ReservedName environments[1].name',
    ]);
  });

  it('gives environments the names that no folder has any more', () => {
    const layout = {
      tenantRequests: 'asks/tenants',
      requests: `asks/teams/${tenant}`,
      tenants: `tenants/${tenant}/${environment}`,
    };
    expect(refused(layout, ['requests', 'tenants'])).toEqual([]);
  });
});
