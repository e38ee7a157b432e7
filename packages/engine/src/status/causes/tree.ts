import { severityRank } from '../../model';
import { Found, Link, isLoud } from './Found';
import { CauseRule } from './rules';
import { World } from './World';

/** A finding with what follows from it, in the order in which it was found. */
export interface Node {
  found: Found;
  /** What it follows from; undefined of a root. */
  link?: Link;
  follows: Node[];
}

/**
 * Puts each finding below the one that it follows from, by the first rule that links it; the rest are roots. What is told only
 * where something follows from it is left out where nothing does. A link that would close a circle is not taken.
 */
export function treeOf(world: World, rules: readonly CauseRule[]): Node[] {
  const nodes = new Map<string, Node>(
    world.findings.map(found => [found.id, { found, follows: [] }]),
  );
  for (const node of nodes.values()) {
    const link = linkOf(node.found, world, rules);
    const parent = link && nodes.get(link.to);
    if (parent && !isBelow(parent, node, nodes)) {
      node.link = link;
    }
  }
  for (const node of nodes.values()) {
    if (node.link) {
      nodes.get(node.link.to)?.follows.push(node);
    }
  }
  return [...nodes.values()].filter(
    node => node.link === undefined && hasLoud(node),
  );
}

function linkOf(
  found: Found,
  world: World,
  rules: readonly CauseRule[],
): Link | undefined {
  for (const rule of rules) {
    const link = rule.link(found, world);
    if (link && link.to !== found.id && world.byId(link.to)) {
      return link;
    }
  }
  return undefined;
}

/** Whether `node` is `other` or stands below it. */
function isBelow(
  node: Node,
  other: Node,
  nodes: ReadonlyMap<string, Node>,
): boolean {
  let each: Node | undefined = node;
  while (each) {
    if (each === other) {
      return true;
    }
    each = each.link && nodes.get(each.link.to);
  }
  return false;
}

function hasLoud({ found, follows }: Node): boolean {
  return isLoud(found) || follows.some(hasLoud);
}

/** All that stands below a node, each behind what it follows from. */
export function below({ follows }: Node): Node[] {
  return follows.flatMap(each => [each, ...below(each)]);
}

/** How bad a node is with all that follows from it; see {@link severityRank}. */
export function gravityOf(node: Node): number {
  return Math.min(
    ...[node, ...below(node)].map(({ found }) => severityRank(found.state)),
  );
}
