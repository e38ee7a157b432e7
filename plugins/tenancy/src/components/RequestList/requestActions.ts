import type { RequestView } from '@groundwork/backstage-plugin-tenancy-common';
import type { JsonObject } from '@backstage/types';

const KINDS = ['Workload', 'Route', 'Secret', 'Application', 'Service'];

/** One thing that may be done with a request: a template, and what its first page holds then. */
export interface RequestAction {
  label: string;
  template: string;
  formData: JsonObject;
}

/** What may be done with a request as it stands. */
export function requestActions(
  tenant: string,
  { kind: given, name, stage, commit }: RequestView,
): RequestAction[] {
  // A file that can't be read tells its kind by its path alone, in lower case.
  const kind = [...KINDS, 'Tenant'].find(
    each => each.toLowerCase() === given.toLowerCase(),
  );
  const isThere = commit !== undefined;
  if (!kind || (!isThere && stage !== 'orphaned')) {
    return [];
  }
  const subject = kind === 'Tenant' ? { tenant } : { tenant, name };
  const readable = isThere && stage !== 'rejected' && stage !== 'orphaned';
  return [
    ...(readable
      ? [
          {
            label: 'Change',
            template: `kubernetes-${kind.toLowerCase()}`,
            formData: { mode: 'change', ...subject },
          },
        ]
      : []),
    ...(readable && kind !== 'Tenant'
      ? [
          {
            label: 'Copy',
            template: 'kubernetes-copy',
            formData: { kind, ...subject },
          },
        ]
      : []),
    {
      label: stage === 'orphaned' ? 'Clean up' : 'Remove',
      template: 'kubernetes-remove',
      formData: { kind, ...subject },
    },
  ];
}
