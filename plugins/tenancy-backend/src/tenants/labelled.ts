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

/** What runs pods or leads to them and carries these labels, kind by kind; where nothing does, pods, since some label these alone. */
export function labelled(
  labels: Selector,
  cluster: string,
  { snapshot, platform }: { snapshot: Snapshot; platform: Platform },
): Array<Known<readonly KubernetesObject[]>> {
  const kinds = kindsOf(platform).watched.filter(({ pods }) => pods);
  const ask = ({ group, kind }: { group: string; kind: string }) =>
    snapshot.list({ cluster, group, kind, labels });
  const answers = [...kinds, SERVICE].map(ask);
  const isFound = answers.some(known => (lastValue(known) ?? []).length > 0);
  return isFound ? answers : [...answers, ask(POD)];
}
