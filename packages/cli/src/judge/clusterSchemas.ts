import { bundledSchemas } from '@groundwork/engine/bundled';
import {
  type KubernetesObject,
  readDefinitions,
  type SchemaSet,
  schemaSet,
  type SchemaSources,
} from '@groundwork/engine';
import type { Unit } from '../checkout/Unit';
import type { LiveCluster } from '../live/LiveCluster';

/**
 * The schemas of each cluster, made when they are first asked for: of the definitions that it has and of those that are about to be
 * applied to it, which come before them. Where a cluster was not read, known releases stand in.
 *
 * @param planned - the CustomResourceDefinitions that a checkout has for a cluster
 */
export function clusterSchemas(
  live: readonly LiveCluster[],
  planned: (cluster: string) => readonly KubernetesObject[] = () => [],
): (cluster: string) => SchemaSet {
  const known = new Map<string, SchemaSet>();
  return cluster => {
    const set =
      known.get(cluster) ??
      schemaSet(
        sourcesOf(
          cluster,
          live.find(each => each.cluster === cluster),
          planned(cluster),
        ),
      );
    known.set(cluster, set);
    return set;
  };
}

function sourcesOf(
  cluster: string,
  live: LiveCluster | undefined,
  planned: readonly KubernetesObject[],
): SchemaSources {
  const bundled = bundledSchemas();
  const coming = readDefinitions(planned);
  const names = new Set(coming.map(nameOf));
  const after = (present: SchemaSources['definitions'] = []) => [
    ...coming,
    ...present.filter(each => !names.has(nameOf(each))),
  ];
  if (!live?.crds) {
    return {
      cluster,
      bundled: { ...bundled, definitions: after(bundled.definitions) },
    };
  }
  return {
    cluster,
    asOf: live.asOf,
    bundled,
    definitions: after(readDefinitions(live.crds)),
    ...(live.apis ? { apis: live.apis } : {}),
  };
}

function nameOf({ group, kind }: { group: string; kind: string }): string {
  return `${group}/${kind}`;
}

/** Those of which a checkout has but one: which of several is applied where, nobody says. */
export function agreedDefinitions(units: readonly Unit[]): KubernetesObject[] {
  const known = new Map<string, Map<string, KubernetesObject>>();
  for (const crd of plannedDefinitions(units, '')) {
    const [definition] = readDefinitions([crd]);
    if (definition) {
      const name = nameOf(definition);
      const same = known.get(name) ?? new Map<string, KubernetesObject>();
      known.set(name, same.set(JSON.stringify(definition), crd));
    }
  }
  return [...known.values()].flatMap(same =>
    same.size === 1 ? [...same.values()] : [],
  );
}

/** The CustomResourceDefinitions that the platform's directories have for a cluster; what lies in a tenant's is refused at sync. */
export function plannedDefinitions(
  units: readonly Unit[],
  cluster: string,
): KubernetesObject[] {
  return units
    .filter(({ home }) => home.layer === 'platform' && home.cluster === cluster)
    .flatMap(({ objects }) => objects.map(({ object }) => object))
    .filter(({ kind }) => kind === 'CustomResourceDefinition');
}
