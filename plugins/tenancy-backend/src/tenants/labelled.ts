import { letOthers } from '@groundwork/backstage-plugin-tenancy-node';
import {
  kindsOf,
  type Known,
  type KubernetesObject,
  lastValue,
  type Platform,
  type Selector,
  type Snapshot,
} from '@groundwork/engine';

const SERVICE = { group: '', kind: 'Service' };
const POD = { group: '', kind: 'Pod' };

type Objects = Known<readonly KubernetesObject[]>;

/**
 * What runs pods or leads to them and carries these labels, kind by kind and namespace by namespace; where nothing does, pods, since
 * some label these alone. A selector may take anything, and an entity may carry any: others are let through after each namespace.
 *
 * @param place - of a cluster those namespaces alone that may be looked at; all, for who runs the portal, where none are named
 */
export async function* labelled(
  labels: Selector,
  { cluster, namespaces }: { cluster: string; namespaces?: readonly string[] },
  { snapshot, platform }: { snapshot: Snapshot; platform: Platform },
): AsyncGenerator<Objects, void> {
  const kinds = kindsOf(platform).watched.filter(({ pods }) => pods);
  let isFound = false;
  for (const asked of [...kinds, SERVICE, POD]) {
    if (asked === POD && isFound) {
      return;
    }
    const { group, kind } = asked;
    const query = { cluster, group, kind, labels };
    // What is on shelves has thousands of objects; of other kinds there are few, or they are found by their labels.
    const queries = (namespaces ?? snapshot.namespaces?.(query))?.map(
      namespace => ({ ...query, namespace }),
    );
    for (const each of queries ?? [query]) {
      const known = snapshot.list(each);
      isFound ||= (lastValue(known) ?? []).length > 0;
      yield known;
      await letOthers();
    }
  }
}
