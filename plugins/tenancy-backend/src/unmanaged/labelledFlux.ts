import { lastValue, type Platform, type Snapshot } from '@groundwork/engine';
import type { Hints } from '../tenants/entityHints';
import { labelled } from '../tenants/labelled';
import { fluxHintOf, type FluxObjects } from './fluxObjects';
import type { Scope } from './Scopes';

/**
 * What an entity means by labels that no workload carries, but a Kustomization or HelmRelease of its owner does: that, as if it named
 * it. Plugins for Flux find them so, and Flux leaves its own labels on what it applies, and not these.
 *
 * @param world - `snapshot` is of what the owner may see
 */
export function withLabelledFlux(
  hints: Hints,
  world: {
    scope: Scope;
    snapshot: Snapshot;
    flux: FluxObjects;
    platform: Platform;
  },
): Hints {
  const { workloads, namespaces, cluster } = hints;
  if (!workloads || hints.applications || hints.flux) {
    return hints;
  }
  const found = world.flux
    .labelled(workloads)
    .filter(each => cluster === undefined || each.cluster === cluster);
  const isCarried = () =>
    [...world.scope.keys()]
      .filter(each => cluster === undefined || each === cluster)
      .flatMap(each =>
        workloads.flatMap(labels => labelled(labels, each, world)),
      )
      .flatMap(known => lastValue(known) ?? [])
      .some(
        ({ metadata }) =>
          namespaces.length === 0 ||
          namespaces.includes(metadata.namespace ?? ''),
      );
  return found.length === 0 || isCarried()
    ? hints
    : { ...hints, flux: found.map(({ object }) => fluxHintOf(object)) };
}
