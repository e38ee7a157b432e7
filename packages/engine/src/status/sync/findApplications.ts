import { isApplicationNamespacePermitted } from '../../argocd';
import { Known, KubernetesObject, Snapshot, lastValue } from '../../model';
import { platformProject } from '../../guardrails/projectObject';
import { labelKeysOf } from '../../names';
import { Environment, Platform } from '../../platform';
import { at, fieldsOf, textOf, textsOf } from '../../model/fields';
import { grouped, labelled, named } from '../../snapshot/grouped';
import { namespacesOf } from '../namespaces';
import { readApplication } from './application';
import { clusterOf } from './destination';

/** An Application of a tenant and whose layer it syncs. */
export interface FoundApplication {
  object: KubernetesObject;
  layer: 'platform' | 'tenant';
  /** What makes it the tenant's. By its destination alone: it was there before any request, in a project of its own. */
  by: 'name' | 'label' | 'project' | 'destination';
}

/** The names that the Applications of a tenant's environment have by our own rendering. */
export function expectedNames(tenant: string, environment: string) {
  return {
    tenant: `${tenant}-${environment}`,
    platform: ['cluster', 'argocd'].map(
      part => `platform-${environment}-${tenant}-${part}`,
    ),
  };
}

/** What Applications are found by. */
const keysOf = {
  project: ({ spec }: KubernetesObject) => textsOf([at(spec, 'project')]),
  destination: ({ spec }: KubernetesObject) =>
    textsOf([at(spec, 'destination', 'namespace')]),
};

/**
 * The Applications of the tenant in the environment's Argo CD: by label in Argo CD's own namespace, where tenants
 * cannot write, by the names our rendering gives, in any namespace by the tenant's project, and in Argo CD's own namespace
 * whatever deploys to a namespace of the tenant and carries no other tenant's label.
 */
export function findApplications(
  tenant: string,
  snapshot: Snapshot,
  environment: Environment,
  platform: Platform,
): Known<readonly FoundApplication[]> {
  const { cluster, namespace } = environment.argocd;
  const labelKeys = labelKeysOf(platform.prefix);
  const names = expectedNames(tenant, environment.name);
  const known = snapshot.list({
    cluster,
    group: 'argoproj.io',
    kind: 'Application',
  });

  const appProject = snapshot.list({
    cluster,
    group: 'argoproj.io',
    kind: 'AppProject',
    namespace,
    name: names.tenant,
  });
  const own = lastValue(appProject)?.[0];

  const homes = new Set(
    (
      lastValue(namespacesOf(tenant, snapshot, environment, platform)) ?? []
    ).map(each => each.metadata.name),
  );

  function layerOf(
    object: KubernetesObject,
  ): Omit<FoundApplication, 'object'> | undefined {
    const { name, namespace: home } = object.metadata;
    const labels = fieldsOf(object.metadata.labels);
    const project = textOf(at(object.spec, 'project'));
    const central = home === namespace;
    if (central && names.platform.includes(name)) {
      return { layer: 'platform', by: 'name' };
    }
    const layer = project === platformProject ? 'platform' : 'tenant';
    if (
      central &&
      labels[labelKeys.tenant] === tenant &&
      labels[labelKeys.environment] === environment.name
    ) {
      return { layer, by: 'label' };
    }
    // Anybody may write the project's name into an Application; only those of the namespaces it names are its own.
    if (
      project === names.tenant &&
      (central ||
        (own !== undefined &&
          isApplicationNamespacePermitted(own, home ?? '', namespace) === true))
    ) {
      return { layer: 'tenant', by: 'project' };
    }
    return central &&
      labels[labelKeys.tenant] === undefined &&
      deploysHere(object)
      ? { layer, by: 'destination' }
      : undefined;
  }

  function deploysHere(object: KubernetesObject): boolean {
    const { destination } = readApplication(object);
    return (
      homes.has(destination.namespace) &&
      clusterOf({ destination }, environment, platform) === environment.cluster
    );
  }

  const pick = (objects: readonly KubernetesObject[]): FoundApplication[] => {
    const under = (field: keyof typeof keysOf, key: string) =>
      grouped(objects, field, keysOf[field]).get(key);
    const candidates = new Set([
      ...labelled(objects, labelKeys.tenant).get(tenant),
      ...under('project', names.tenant),
      ...names.platform.flatMap(name => named(objects, name)),
      ...[...homes].flatMap(home => under('destination', home)),
    ]);
    return [...candidates].flatMap(object => {
      const found = layerOf(object);
      return found ? [{ object, ...found }] : [];
    });
  };
  if ('value' in known) {
    return { ...known, value: pick(known.value) };
  }
  const { last, ...rest } = known;
  return last ? { ...rest, last: { ...last, value: pick(last.value) } } : rest;
}
