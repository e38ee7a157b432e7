import type { KubernetesObject, LabelKeys } from '@groundwork/engine';

const LIKE_AN_OWNER =
  /(^|[-_./])(owner|owners|team|tenant|squad|group|contact|maintainer|business-unit|cost-center|department|project|product|kubernetes-id)$/i;

const MOST = 6;
const LONGEST = 120;

/**
 * Labels and annotations of a namespace that sound like an owner, for people to read. Teams and installers write them, so nothing is
 * decided by them.
 */
export function saysOf(
  { labels = {}, annotations = {} }: KubernetesObject['metadata'],
  keys: Pick<LabelKeys, 'tenant'>,
): Array<{ key: string; value: string }> {
  return [...Object.entries(labels), ...Object.entries(annotations)]
    .filter(
      ([key, value]) =>
        typeof value === 'string' &&
        value !== '' &&
        (key === keys.tenant || LIKE_AN_OWNER.test(key)),
    )
    .slice(0, MOST)
    .map(([key, value]) => ({ key, value: value.slice(0, LONGEST) }));
}
