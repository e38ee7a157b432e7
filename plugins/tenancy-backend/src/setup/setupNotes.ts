import type { UnmanagedOptions } from '../unmanaged/readUnmanaged';

const ENTITY_READERS =
  'access: entityReaders means that anyone who can register an entity can read any workload that the reader account sees.';

/** What deserves a thought in `tenancy.unmanaged`, in words. */
export function setupNotes(options: UnmanagedOptions): string[] {
  const trusted = options.trusted.map(
    ({ kind, label, annotation }) =>
      `${
        label ?? annotation
      } of ${kind}s decides who sees what, since configuration declares that teams can't write it. Keep it so: whoever can, sees what they like.`,
  );
  const shared = options.owners.filter(({ projects }) =>
    projects.includes('default'),
  );
  const noProjects =
    options.access === 'owners' &&
    options.owners.every(({ projects }) => projects.length === 0) &&
    options.trusted.every(({ kind }) => kind !== 'AppProject');
  return [
    ...(options.access === 'entityReaders' ? [ENTITY_READERS] : []),
    ...trusted,
    ...shared.map(
      ({ owner }) =>
        `${owner} is mapped to the project default of Argo CD, in which anybody may have made an Application.`,
    ),
    ...(noProjects
      ? [
          'No project of Argo CD is mapped to anybody (owners[].projects), so the Sync card shows no Application.',
        ]
      : []),
  ];
}
