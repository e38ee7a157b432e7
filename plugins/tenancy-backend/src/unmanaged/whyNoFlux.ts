import type { Snapshot } from '@groundwork/engine';
import type { FluxHint, Hints } from '../tenants/entityHints';
import {
  FLUX,
  FluxObjects,
  type FluxRefused,
  isNamedFlux,
} from './fluxObjects';
import { few, whose } from './howToMap';
import type { UnmanagedOptions } from './readUnmanaged';
import type { Scope } from './Scopes';

/** What there is of Flux, whosever it is, beside what the owners of an entity may look at. */
interface World {
  owners: readonly string[];
  scope: Scope;
  snapshot: Snapshot;
  config: Pick<UnmanagedOptions, 'access' | 'clusters'>;
  /** Clusters of which it is not known what they hold. */
  unread: Set<string>;
}

/** Why nothing is shown of what an entity names of Flux, though it is looked at; undefined where something is, or it names nothing. */
export function whyNoFlux(
  { flux, cluster }: Hints,
  world: Omit<World, 'unread'>,
): string | undefined {
  if (
    !flux ||
    new FluxObjects(world.scope, world.snapshot).meant(flux).length > 0
  ) {
    return undefined;
  }
  const clusters = world.config.clusters
    .map(({ name }) => name)
    .filter(name => cluster === undefined || name === cluster);
  return ofFlux(flux, clusters, { ...world, unread: new Set() })[0];
}

/** Why an entity shows nothing of what it names of Flux. Clusters of which it is not known are added to those that are not. */
export function ofFlux(
  hints: readonly FluxHint[],
  clusters: readonly string[],
  world: World,
): string[] {
  const { scope, snapshot, unread } = world;
  const flux = new FluxObjects(scope, snapshot);
  const without: string[] = [];
  for (const cluster of clusters) {
    if (flux.unread(cluster)) {
      unread.add(cluster);
      continue;
    }
    const called = FLUX.flatMap(kind =>
      hints.flatMap(({ name }) => flux.called(cluster, kind, name)),
    ).filter(object => isNamedFlux(object, hints));
    for (const object of called) {
      const refused = flux.whyNot(object, cluster);
      if (refused === 'unread') {
        unread.add(cluster);
      } else if (refused) {
        const path = `${object.metadata.namespace}/${object.metadata.name}`;
        return [
          `${object.kind} ${path} on ${cluster} ${sentence(
            refused,
            path,
            world,
          )}`,
        ];
      }
    }
    if (called.length === 0) {
      without.push(cluster);
    }
  }
  return without.length > 0
    ? [
        `There is no ${few(
          hints.map(
            ({ kind, name, namespace }) =>
              `${kind} ${
                namespace === undefined ? '' : `${namespace}/`
              }${name}`,
          ),
        )} on ${few(without)}.`,
      ]
    : [];
}

function sentence(
  refused: Exclude<FluxRefused, 'unread'>,
  path: string,
  world: World,
): string {
  switch (refused) {
    case 'tenant':
      return 'lies in a namespace of a tenant, which shows it itself.';
    case 'home':
      return `lies outside of the namespaces of ${whose(
        world,
      )}: add ${path} to tenancy.unmanaged.owners[].flux.`;
    case 'elsewhere':
      return 'delivers to another cluster by spec.kubeConfig, and which one that is is not known here: backstage.io/kubernetes-namespace says where it runs.';
    default:
      return world.config.access === 'entityReaders'
        ? "delivers to no namespace that is looked at: a tenant's is shown as such."
        : `delivers to no namespace that is mapped to ${whose(
            world,
          )}: add it to tenancy.unmanaged.owners[].namespaces.`;
  }
}
