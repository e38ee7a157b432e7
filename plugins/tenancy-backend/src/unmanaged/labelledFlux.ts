import { lastValue, type Platform, type Snapshot } from '@groundwork/engine';
import type { Hints } from '../tenants/entityHints';
import { labelled } from '../tenants/labelled';
import { fluxHintOf, type FluxObjects } from './fluxObjects';
import { isIndexed } from './indexedLabels';
import type { Scope } from './Scopes';

/**
 * What an entity means by labels that no workload carries, but a Kustomization or HelmRelease of its owner does: that, as if it named
 * it. Plugins for Flux find them so, and Flux leaves its own labels on what it applies, and not these.
 *
 * @param world - `snapshot` is of what the owner may see
 */
export async function withLabelledFlux(
  hints: Hints,
  world: {
    scope: Scope;
    snapshot: Snapshot;
    flux: FluxObjects;
    platform: Platform;
  },
): Promise<Hints> {
  const { workloads, cluster } = hints;
  if (!workloads || hints.applications || hints.flux) {
    return hints;
  }
  const found = world.flux
    .labelled(workloads)
    .filter(each => cluster === undefined || each.cluster === cluster);
  if (found.length === 0 || (await isCarried(hints, world))) {
    return hints;
  }
  return { ...hints, flux: found.map(({ object }) => fluxHintOf(object)) };
}

async function isCarried(
  { workloads = [], namespaces, cluster }: Hints,
  world: { scope: Scope; snapshot: Snapshot; platform: Platform },
): Promise<boolean> {
  for (const [name, area] of world.scope) {
    if (cluster !== undefined && cluster !== name) {
      continue;
    }
    const named = namespaces.length > 0 ? namespaces : area.namespaces.names();
    for (const labels of workloads) {
      const place =
        namespaces.length === 0 && isIndexed(labels)
          ? { cluster: name }
          : { cluster: name, namespaces: named };
      for await (const known of labelled(labels, place, world)) {
        if ((lastValue(known) ?? []).length > 0) {
          return true;
        }
      }
    }
  }
  return false;
}
