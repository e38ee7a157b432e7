import { Platform, Tier } from '../../../platform';
import { anyTier, celList, celString } from '../../cel';

/** Labels that say where and what a node is, and not whose. */
const common = [
  'kubernetes.io/arch',
  'kubernetes.io/os',
  'topology.kubernetes.io/region',
  'topology.kubernetes.io/zone',
];

/**
 * Whether a pod may choose nodes by a label: `key` is an expression, and so is `value`, which says whether the value is one of a list.
 */
export function nodeLabel(
  platform: Platform,
  key: string,
  value: (values: string[]) => string,
): string {
  const tiers = anyTier(
    Object.fromEntries(
      Object.entries(platform.tiers).map(([name, tier]) => [
        name,
        labelsOf(tier)
          .map(([label, values]) =>
            values.length === 0
              ? `${key} == ${celString(label)}`
              : `(${key} == ${celString(label)} && ${value(values)})`,
          )
          .join(' || ') || 'false',
      ]),
    ),
  );
  return `(${key} in ${celList(common)} || ${tiers})`;
}

/**
 * Whether pods may be spread or kept together by a label of nodes. A label that only some nodes have would choose these.
 */
export function topologyKey(platform: Platform, key: string): string {
  return `(${key} == 'kubernetes.io/hostname' || ${nodeLabel(
    platform,
    key,
    () => 'true',
  )})`;
}

/** Labels of the tier's nodes with the values that may be asked for; none means any. */
function labelsOf({
  nodeLabels,
  nodeSelector,
}: Tier): Array<[string, string[]]> {
  const labels = new Map<string, string[] | 'any'>();
  for (const [key, value] of [
    ...Object.entries(nodeSelector),
    ...nodeLabels.map(label => label.split('=') as [string, string?]),
  ]) {
    const known = labels.get(key) ?? [];
    labels.set(
      key,
      value === undefined || known === 'any' ? 'any' : [...known, value],
    );
  }
  return [...labels].map(([key, values]) => [
    key,
    values === 'any' ? [] : values,
  ]);
}
