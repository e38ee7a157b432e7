import { severityRank } from '../../model';
import { Steps } from '../../steps';
import { Found, Link, isLoud } from './Found';
import { CauseRule } from './rules';
import { World } from './World';

/** A finding with what follows from it, in the order in which it was found. */
export interface Node {
  found: Found;
  /** What it follows from; undefined of a root. */
  link?: Link;
  above?: Node;
  follows: Node[];
}

/**
 * Puts each finding below the one that it follows from, by the first rule that links it; the rest are roots. What is told only
 * where something follows from it is left out where nothing does. A link that would close a circle is not taken.
 */
export function* treeOf(
  world: World,
  rules: readonly CauseRule[],
): Steps<Node[]> {
  const nodes = new Map<string, Node>(
    world.findings.map(found => [found.id, { found, follows: [] }]),
  );
  for (const node of nodes.values()) {
    const link = linkOf(node.found, world, rules);
    const parent = link && nodes.get(link.to);
    if (parent && !isBelow(parent, node)) {
      node.link = link;
      node.above = parent;
    }
    yield;
  }
  for (const node of nodes.values()) {
    node.above?.follows.push(node);
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
function isBelow(node: Node, other: Node): boolean {
  let each: Node | undefined = node;
  while (each && each !== other) {
    each = each.above;
  }
  return each !== undefined;
}

function hasLoud(root: Node): boolean {
  return isLoud(root.found) || below(root).some(({ found }) => isLoud(found));
}

/** All that stands below a node, each behind what it follows from. */
export function below({ follows }: Node): Node[] {
  const found: Node[] = [];
  // Applications hold Applications as deep as somebody likes, deeper than calls may go.
  const ahead = [...follows].reverse();
  for (let node = ahead.pop(); node; node = ahead.pop()) {
    found.push(node);
    for (let i = node.follows.length - 1; i >= 0; i -= 1) {
      ahead.push(node.follows[i]);
    }
  }
  return found;
}

/** How bad a node is with all that follows from it; see {@link severityRank}. */
export function gravityOf(node: Node): number {
  return below(node).reduce(
    (worst, { found }) => Math.min(worst, severityRank(found.state)),
    severityRank(node.found.state),
  );
}
