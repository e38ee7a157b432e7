import { Layout, Segment, segmentsOf, upToTenant } from '../request/layout';
import type { Platform } from './platform';
import { patchesFolder } from './layoutSchema';
import type { PlatformProblem } from './PlatformProblem';

type Part = keyof Layout;

/**
 * Where the folder of one tenant could hold files of another, or of the platform, or where a path would tell two things.
 * Names are compared without regard to case: on some disks they are one.
 */
export function layoutProblems({
  layout,
  environments,
}: Pick<Platform, 'layout' | 'environments'>): PlatformProblem[] {
  const problems: PlatformProblem[] = [];
  const refuse = (part: Part, other: Part, message: string, fix: string) =>
    problems.push({
      code: 'LayoutOverlaps',
      field: `layout.${part}`,
      given: layout[part],
      message: `${message}: ${layout[part]} and ${layout[other]} (layout.${other}).`,
      fix,
    });

  // What a team may write is cut before anything of the platform begins.
  for (const part of ['requests', 'tenants'] as const) {
    for (const other of ['tenantRequests', 'platform'] as const) {
      if (!areApart(upToTenant(layout[part]), layout[other])) {
        refuse(
          part,
          other,
          "The folder of a team and a folder of the platform could be one, or lie in each other, and who may write one could write the platform's",
          'Give the two different names before the name of the tenant, as tenants/ and platform/ are.',
        );
      }
    }
  }
  const [requests, tenants] = [layout.requests, layout.tenants].map(upToTenant);
  if (!areApart(requests, tenants) && !areSame(requests, tenants)) {
    refuse(
      'requests',
      'tenants',
      "The folder of one team could lie in that of another, since a tenant may have an environment's name",
      'Let both begin alike up to ${{ tenant }}, or give them different names before it.',
    );
  } else if (
    areSame(requests, tenants) &&
    !areApart(layout.requests, layout.tenants, [])
  ) {
    refuse(
      'requests',
      'tenants',
      'Requests and what they render to would lie in one folder, or in each other',
      'Give the two different names after ${{ tenant }}; a name differs from ${{ environment }} too.',
    );
  }
  if (!areApart(layout.tenantRequests, layout.platform, [])) {
    refuse(
      'tenantRequests',
      'platform',
      'Requests of tenants and what the platform renders would lie in one folder, or in each other',
      'Give the two different names; a name differs from ${{ environment }} too.',
    );
  }
  return problems.length > 0 ? problems : reservedNames(layout, environments);
}

/** An environment can't have the name of a folder that stands where those of environments do. */
function reservedNames(
  { requests, tenants, tenantRequests, platform }: Layout,
  environments: Platform['environments'],
): PlatformProblem[] {
  return environments.flatMap(({ name }, index) => {
    const isTaken =
      name === patchesFolder ||
      !areApart(requests, tenants, [name]) ||
      !areApart(tenantRequests, platform, [name]);
    return isTaken
      ? [
          {
            code: 'ReservedName',
            field: `environments[${index}].name`,
            given: name,
            message: 'This name is reserved for a directory of the repository.',
            fix: 'Choose another name.',
          },
        ]
      : [];
  });
}

/**
 * Whether no path lies in folders of both templates: somewhere both have a name, and not the same.
 *
 * @param environments - where they are given, a name that none of them has is apart from them
 */
function areApart(
  one: string,
  other: string,
  environments?: readonly string[],
): boolean {
  const [first, second] = [segmentsOf(one), segmentsOf(other)];
  return first.some((segment, index) => {
    const against = second[index];
    return (
      against !== undefined &&
      (differ(segment, against, environments) ||
        differ(against, segment, environments))
    );
  });
}

function differ(
  name: Segment,
  other: Segment,
  environments: readonly string[] | undefined,
): boolean {
  if (typeof name !== 'string') {
    return false;
  }
  return typeof other === 'string'
    ? name.toLowerCase() !== other.toLowerCase()
    : other.of === 'environment' &&
        environments !== undefined &&
        !environments.includes(name.toLowerCase());
}

function areSame(one: string, other: string): boolean {
  return (
    JSON.stringify(segmentsOf(one)).toLowerCase() ===
    JSON.stringify(segmentsOf(other)).toLowerCase()
  );
}
