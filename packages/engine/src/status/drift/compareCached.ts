import { KubernetesObject } from '../../model';
import { Compared, compareObject } from './compareObject';
import { Mask } from './Mask';

interface Entry {
  git: KubernetesObject;
  masks: string;
  compared: Compared;
}

/** What was deployed, and the newest commit. */
const mostEntries = 2;

/** A live object is another one after each change, and so is a manifest after each commit that touches it. */
const entries = new WeakMap<KubernetesObject, readonly Entry[]>();

/** As {@link compareObject}, once for the same two objects. */
export function compareCached(
  git: KubernetesObject,
  live: KubernetesObject,
  masks: readonly Mask[],
): Compared {
  const key = masks.length === 0 ? '' : JSON.stringify(masks);
  const known = entries.get(live) ?? [];
  const found = known.find(each => each.git === git && each.masks === key);
  if (found) {
    return found.compared;
  }
  const compared = compareObject(git, live, masks);
  entries.set(
    live,
    [{ git, masks: key, compared }, ...known].slice(0, mostEntries),
  );
  return compared;
}
