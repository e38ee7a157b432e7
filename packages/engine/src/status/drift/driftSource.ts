import {
  KubernetesObject,
  ObjectRef,
  Snapshot,
  lastValue,
  refOf,
} from '../../model';
import { at, fieldsOf, listOf } from '../../model/fields';
import { Environment, Platform } from '../../platform';
import { platformDirectory, teamDirectories } from '../../request';
import { namespacesOf } from '../namespaces';
import { readApplication } from '../sync/application';
import { findApplications } from '../sync/findApplications';
import { cleanPath, isWithin } from './manifests/paths';

/**
 * An Application of a tenant, with where Git says what it wants. `why` instead where nobody here can tell.
 *
 * @public
 */
export interface DriftSource {
  object: KubernetesObject;
  application: ObjectRef;
  layer: 'platform' | 'tenant';
  from: ManifestSource | { why: string };
  /** The namespaces whose objects may be shown: the tenant's own, and Argo CD's for what the platform keeps for the tenant. */
  namespaces: readonly string[];
  /** Whether objects without a namespace may be shown: those of the platform's folder. */
  clusterWide: boolean;
}

/**
 * Where manifests lie: a clone URL, the branch or commit that is followed, the folder, and the folder of the tenant outside of
 * which nothing is read. `deployed` is the revision that was last brought to the cluster as a whole; absent before the first time.
 *
 * @public
 */
export interface ManifestSource {
  repository: string;
  follows: string;
  path: string;
  root: string;
  deployed?: string;
}

/**
 * The Applications of a tenant in an environment, with the folders that their drift is computed from. A folder that is not
 * the tenant's own is never read, whatever an Application says, and neither is an object in a namespace of others, whatever a
 * manifest says: a difference would tell what is in it.
 *
 * @public
 */
export function driftSources(
  tenant: string,
  snapshot: Snapshot,
  environment: Environment,
  platform: Platform,
): DriftSource[] {
  const found = findApplications(tenant, snapshot, environment, platform);
  const homes = (
    lastValue(namespacesOf(tenant, snapshot, environment, platform)) ?? []
  ).map(({ metadata }) => metadata.name);
  const { layout } = platform;
  const guarded = platformDirectory(
    tenant,
    environment.name,
    undefined,
    layout,
  );
  const roots = [
    ...teamDirectories(
      tenant,
      platform.environments.map(({ name }) => name),
      layout,
    ),
    guarded,
  ];
  return (lastValue(found) ?? []).map(({ object, layer }) => {
    const from = sourceOf(object, roots);
    // Only the platform writes there, so what it says of other places is not said by the team.
    const trusted =
      layer === 'platform' && 'root' in from && from.root === guarded;
    return {
      object,
      application: refOf(environment.argocd.cluster, object),
      layer,
      from,
      namespaces: trusted ? [...homes, environment.argocd.namespace] : homes,
      clusterWide: trusted,
    };
  });
}

function sourceOf(
  object: KubernetesObject,
  roots: readonly string[],
): DriftSource['from'] {
  const app = readApplication(object);
  if (app.sources.length > 1) {
    return { why: 'it has several sources' };
  }
  if (Object.keys(fieldsOf(at(object.spec, 'sourceHydrator'))).length > 0) {
    return { why: 'its manifests are written by the source hydrator' };
  }
  const [{ repository, path: given, follows }] = app.sources;
  if (given === undefined) {
    return {
      why: isChart(object)
        ? 'it is a Helm chart, which is not rendered here'
        : 'it names no folder of a repository',
    };
  }
  const path = cleanPath(given);
  const root = roots.find(each => path !== undefined && isWithin(path, each));
  if (path === undefined || root === undefined) {
    return { why: "its folder is not one of this tenant's own" };
  }
  const { operation, deployed } = app;
  const whole = operation?.phase === 'Succeeded' && !operation.partial;
  const [revision] = (whole ? operation.revisions : deployed?.revisions) ?? [];
  return {
    repository,
    follows,
    path,
    root,
    ...(revision === undefined ? {} : { deployed: revision }),
  };
}

function isChart({ spec }: KubernetesObject): boolean {
  const [first] = listOf(at(spec, 'sources'));
  return (first ?? fieldsOf(at(spec, 'source'))).chart !== undefined;
}
