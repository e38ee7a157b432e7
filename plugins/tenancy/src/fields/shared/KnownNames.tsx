import type { JSX } from 'react';
import { useRequests } from '../../hooks';

/**
 * The names of a tenant's requests of some kinds; none while they are not known, so that a form never waits for them.
 */
export function KnownNames(props: {
  tenant: string;
  kinds: readonly string[];
  children: (names: readonly string[]) => JSX.Element;
}) {
  const { tenant, kinds, children } = props;
  const { data } = useRequests(tenant);
  const names = (data?.items ?? [])
    .filter(({ kind, stage }) => kinds.includes(kind) && stage !== 'orphaned')
    .map(({ name }) => name);
  return children([...new Set(names)].sort());
}
