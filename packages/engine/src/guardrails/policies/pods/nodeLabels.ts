import { Platform, Tier } from '../../../platform';
import { tierList } from '../../cel';

/** Labels that say where and what a node is, and not whose. */
const common = [
  'kubernetes.io/arch',
  'kubernetes.io/os',
  'topology.kubernetes.io/region',
  'topology.kubernetes.io/zone',
];

/**
 * Variables about the labels of nodes that pods may choose by. `variables.nodeLabels`: `<key>` where any value will do,
 * else `<key>=<value>`. `variables.nodeKeys`: all keys, by which pods may be spread or kept together; a label that only some nodes have
 * would choose these.
 */
export function nodeVariables({ tiers }: Platform): Record<string, string> {
  const listOf = (make: (tier: Tier) => string[]) =>
    Object.fromEntries(
      Object.entries(tiers).map(([name, tier]) => [name, make(tier)]),
    );
  return {
    nodeLabels: tierList(listOf(labelsOf), common),
    nodeKeys: tierList(
      listOf(tier => [
        ...new Set(labelsOf(tier).map(label => label.split('=')[0])),
      ]),
      ['kubernetes.io/hostname', ...common],
    ),
  };
}

/** Labels of the tier's nodes; those of which any value may be asked for stand without one. */
function labelsOf({ nodeLabels, nodeSelector }: Tier): string[] {
  const any = nodeLabels.filter(label => !label.includes('='));
  const pairs = [
    ...Object.entries(nodeSelector).map(([key, value]) => `${key}=${value}`),
    ...nodeLabels.filter(label => label.includes('=')),
  ].filter(pair => !any.includes(pair.split('=')[0]));
  return [...new Set([...any, ...pairs])];
}
