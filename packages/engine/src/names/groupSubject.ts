import { expandTemplate, placeholdersOf } from './templates';

/**
 * The identity provider's group of a Backstage group, or why there is none.
 *
 * @public
 */
export type GroupSubject = { group: string } | { problem: string; fix: string };

/** Shape of an owner: a group entity reference with its namespace. */
export const groupRefPattern =
  /^group:([a-z0-9]([-a-z0-9]*[a-z0-9])?)\/([a-z0-9]([-a-z0-9._]*[a-z0-9])?)$/;

/**
 * Maps a Backstage group such as `group:default/payments` to the group that clusters and Argo CD know from the identity provider.
 * A Backstage group is no identity provider group, so without a mapping there is no answer.
 * `groups` holds the values of the configured annotation by entity reference; it is not needed for a template.
 *
 * @public
 */
export function groupSubject(
  platform: { groups?: { template: string } | { annotation: string } },
  owner: string,
  groups: Readonly<Record<string, string>> = {},
): GroupSubject {
  const match = groupRefPattern.exec(owner);
  if (!match) {
    return {
      problem: 'The owner is not a group.',
      fix: 'Write it as group:<namespace>/<name>, in lower case.',
    };
  }
  const mapping = platform.groups;
  if (!mapping) {
    return {
      problem:
        'The platform has no mapping from Backstage groups to groups of the identity provider.',
      fix: 'Ask the platform team to set tenancy.groups in app-config.',
    };
  }
  if ('annotation' in mapping) {
    return Object.hasOwn(groups, owner)
      ? safe(groups[owner], `the annotation ${mapping.annotation}`)
      : {
          problem: `The group has no identity provider group: annotation ${mapping.annotation} is missing.`,
          fix: `Set ${mapping.annotation} on ${owner} in the catalog.`,
        };
  }
  const [, namespace, , group] = match;
  if (
    namespace !== 'default' &&
    !placeholdersOf(mapping.template).includes('namespace')
  ) {
    return {
      problem: `The group is in the catalog namespace ${namespace}, and tenancy.groups.template has no \${{ namespace }}: it would become the same as a group of another namespace.`,
      fix: 'Choose a group of the namespace default, or let the platform team add ${{ namespace }} to the template.',
    };
  }
  return safe(
    expandTemplate(mapping.template, { group, namespace }),
    'tenancy.groups.template',
  );
}

/** `system:` groups are Kubernetes' own; the other characters would break Argo CD's policy lines. */
function safe(group: string, source: string): GroupSubject {
  if (/^\s*system:/i.test(group)) {
    return {
      problem: `${source} yields a group of Kubernetes itself (${JSON.stringify(
        group,
      )}).`,
      fix: 'Groups that begin with system: belong to no team.',
    };
  }
  if (group === '' || group !== group.trim() || /[\p{Cc},"]/u.test(group)) {
    return {
      problem: `${source} yields a group name that Argo CD cannot use (${JSON.stringify(
        group,
      )}).`,
      fix: 'Use a name without commas, quotes, line breaks and surrounding spaces.',
    };
  }
  return { group };
}

/**
 * The Backstage group that has a group of the identity provider: what {@link groupSubject} maps to it. Undefined where none is known
 * to have it.
 *
 * @public
 */
export function groupOfSubject(
  platform: { groups?: { template: string } | { annotation: string } },
  subject: string,
  groups: Readonly<Record<string, string>> = {},
): string | undefined {
  const mapping = platform.groups;
  if (!mapping) {
    return undefined;
  }
  if ('annotation' in mapping) {
    return Object.keys(groups).find(ref => groups[ref] === subject);
  }
  const parts = mapping.template.split(/\$\{\{\s*(group|namespace)\s*\}\}/);
  const pattern = parts
    .map((part, index) =>
      index % 2 === 0
        ? part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
        : '([a-z0-9][-a-z0-9._]*)',
    )
    .join('');
  const [, ...values] = new RegExp(`^${pattern}$`).exec(subject) ?? [];
  const value = (name: string) =>
    values[parts.filter((_, index) => index % 2 === 1).indexOf(name)];
  const group = value('group');
  const ref = `group:${value('namespace') ?? 'default'}/${group}`;
  const back = groupSubject(platform, ref, groups);
  return group !== undefined && 'group' in back && back.group === subject
    ? ref
    : undefined;
}
