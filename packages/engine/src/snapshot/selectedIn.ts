import { KubernetesObject, Selector } from '../model';
import { fieldsOf } from '../model/fields';
import { grouped } from './grouped';
import { matchesSelector } from './selector';

type List = readonly KubernetesObject[];
type Labels = Readonly<Record<string, string>>;

/** A list that is shorter is walked faster than it is grouped. */
const FEW = 32;

/**
 * The objects of a list that a selector takes. Of a long list only those are looked at that have the rarest of the labels
 * that the selector names. `name` tells of `labelsOf`, as for {@link grouped}.
 */
export function selectedIn(
  list: List,
  selector: Selector | undefined,
  name = 'metadata.labels',
  labelsOf: (object: KubernetesObject) => Labels | undefined = ownLabels,
): List {
  return candidates().filter(object =>
    matchesSelector(selector, labelsOf(object)),
  );

  function candidates(): List {
    const wanted = Object.entries(selector?.matchLabels ?? {}).filter(
      ([, value]) => typeof value === 'string',
    );
    if (list.length <= FEW || wanted.length === 0) {
      return list;
    }
    const groups = grouped(list, `each of ${name}`, object =>
      Object.entries(fieldsOf(labelsOf(object))).map(keyOf),
    );
    return wanted
      .map(each => groups.get(keyOf(each)))
      .reduce((least, group) => (group.length < least.length ? group : least));
  }
}

function ownLabels({ metadata }: KubernetesObject): Labels | undefined {
  return metadata.labels;
}

function keyOf([key, value]: [string, unknown]): string {
  return `${key}=${value}`;
}
