import type { Entity } from '@backstage/catalog-model';
import { TENANT_ANNOTATION } from '@groundwork/backstage-plugin-tenancy-common';
import { applicationPlace, labelKeysOf, lastValue } from '@groundwork/engine';
import { clustersOf } from '@groundwork/backstage-plugin-tenancy-node';
import type { Tenancy } from '../Tenancy';
import { annotatedHints, type Hints, isNamed } from './entityHints';
import { labelled } from './labelled';

type Context = Pick<Tenancy, 'platform' | 'snapshot' | 'directory'>;

/**
 * The tenants that the annotations of an entity lead to, in the order in which they are trusted to be meant.
 * Anybody can write annotations: who may see what is decided elsewhere.
 */
export function tenantCandidates(entity: Entity, context: Context): string[] {
  const named = entity.metadata.annotations?.[TENANT_ANNOTATION];
  if (named) {
    return [named];
  }
  const hints = annotatedHints(entity);
  if (!hints) {
    return [];
  }
  const { directory } = context;
  const clusters = clustersOf(context.platform).filter(
    cluster => hints.cluster === undefined || hints.cluster === cluster,
  );
  if (hints.namespaces.length > 0) {
    return unique(
      clusters.flatMap(cluster =>
        hints.namespaces.map(namespace =>
          directory.tenantOfNamespace(cluster, namespace),
        ),
      ),
    );
  }
  const { applications, workloads } = hints;
  const byApplication = applications
    ? applicationsOf(applications, context)
    : [];
  const byWorkload = clusters.flatMap(cluster =>
    (workloads ?? [])
      .flatMap(labels => labelled(labels, cluster, context))
      .flatMap(known =>
        (lastValue(known) ?? []).map(({ metadata }) =>
          directory.tenantOfNamespace(cluster, metadata.namespace ?? ''),
        ),
      ),
  );
  return unique([...byApplication, ...byWorkload]);
}

/** By their label; those that were there before any request have none, and deploy to a namespace of the tenant. */
function applicationsOf(
  hints: NonNullable<Hints['applications']>,
  { platform, snapshot, directory }: Context,
): Array<string | undefined> {
  const { tenant } = labelKeysOf(platform.prefix);
  const clusters = new Set(
    platform.environments.map(({ argocd }) => argocd.cluster),
  );
  const { namespace } = hints;
  // Each name by itself, since that needs no walk over all that there are.
  const names = hints.names ?? [{}];
  return [...clusters].flatMap(cluster => {
    const kind = { cluster, group: 'argoproj.io', kind: 'Application' };
    return names
      .flatMap(
        name =>
          lastValue(
            snapshot.list({
              ...kind,
              ...(namespace ? { namespace } : {}),
              ...name,
            }),
          ) ?? [],
      )
      .filter(object => isNamed(object, hints))
      .map(object => {
        const place = applicationPlace(object, cluster, platform);
        return (
          object.metadata.labels?.[tenant] ??
          (place && directory.tenantOfNamespace(place.cluster, place.namespace))
        );
      });
  });
}

function unique(names: ReadonlyArray<string | undefined>): string[] {
  return [...new Set(names.filter(name => name !== undefined))];
}
