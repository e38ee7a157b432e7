import type { RequestView } from '@groundwork/backstage-plugin-tenancy-common';
import type { JsonObject } from '@backstage/types';

/** One thing that may be done with a request: a template, and what its first page holds then. */
interface RequestAction {
  /** What it is called, among the texts. */
  label: 'render' | 'change' | 'copy' | 'remove' | 'cleanUp';
  template: string;
  formData: JsonObject;
}

/** What may be done with a request as it stands. */
export function offeredActions(
  tenant: string,
  { kind, capability, name, stage, commit, isOlder }: RequestView,
): RequestAction[] {
  const isThere = commit !== undefined;
  if (!capability || (!isThere && stage !== 'orphaned')) {
    return [];
  }
  const { root, template } = capability;
  const subject = root ? { tenant } : { tenant, name };
  const readable = isThere && stage !== 'rejected' && stage !== 'orphaned';
  return [
    ...(readable && isOlder
      ? [
          {
            label: 'render' as const,
            template: 'kubernetes-render',
            formData: { scope: 'one', tenant },
          },
        ]
      : []),
    ...(readable && template
      ? [
          {
            label: 'change' as const,
            template,
            formData: { mode: 'change', ...subject },
          },
        ]
      : []),
    ...(readable && !root
      ? [
          {
            label: 'copy' as const,
            template: 'kubernetes-copy',
            formData: { kind, ...subject },
          },
        ]
      : []),
    {
      label: stage === 'orphaned' ? ('cleanUp' as const) : ('remove' as const),
      template: 'kubernetes-remove',
      formData: { kind, ...subject },
    },
  ];
}
