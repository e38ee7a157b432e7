import { Known, isKnown } from '../../model';
import { at, listOf } from '../../model/fields';
import { ClusterView } from '../../snapshot/clusterView';
import { referenceGrantKind } from './kinds';

/** One end of a reference across namespaces. */
interface End {
  group: string;
  kind: string;
  namespace: string;
}

/**
 * Whether a ReferenceGrant in the target's namespace lets `from` refer to `to`: any entry of its `from` and any of
 * its `to` must match; group, kind and namespace are compared exactly, an absent name means all.
 */
export function isGranted(
  view: ClusterView,
  from: End,
  to: End & { name: string },
): Known<boolean> {
  const grants = view.list(referenceGrantKind, to.namespace);
  if (!isKnown(grants)) {
    const { last: _last, ...rest } = grants;
    return rest;
  }
  const value = grants.value.some(
    grant =>
      listOf(at(grant.spec, 'from')).some(
        entry =>
          (entry.group ?? '') === from.group &&
          entry.kind === from.kind &&
          entry.namespace === from.namespace,
      ) &&
      listOf(at(grant.spec, 'to')).some(
        entry =>
          (entry.group ?? '') === to.group &&
          entry.kind === to.kind &&
          (entry.name === undefined || entry.name === to.name),
      ),
  );
  return { ...grants, value };
}
