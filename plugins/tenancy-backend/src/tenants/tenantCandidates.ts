import type { Entity } from '@backstage/catalog-model';
import { TENANT_ANNOTATION } from '@groundwork/backstage-plugin-tenancy-common';
import {
  kindsOf,
  type KubernetesObject,
  lastValue,
  type Selector,
  labelKeysOf,
} from '@groundwork/engine';
import { clustersOf } from '@groundwork/backstage-plugin-tenancy-node';
import type { Tenancy } from '../Tenancy';
import { parseLabelSelector } from './parseLabelSelector';

type Context = Pick<Tenancy, 'platform' | 'snapshot' | 'directory'>;

const SERVICE = { group: '', kind: 'Service' };

/**
 * The tenants that the annotations of an entity lead to, in the order in which they are trusted to be meant.
 * Anybody can write annotations: who may see what is decided elsewhere.
 */
export function tenantCandidates(entity: Entity, context: Context): string[] {
  const annotations = entity.metadata.annotations ?? {};
  const named = annotations[TENANT_ANNOTATION];
  if (named) {
    return [named];
  }
  const clusters = clustersFor(
    annotations['backstage.io/kubernetes-cluster'],
    context,
  );
  const namespace = annotations['backstage.io/kubernetes-namespace'];
  if (namespace) {
    return unique(
      clusters.map(cluster =>
        context.directory.tenantOfNamespace(cluster, namespace),
      ),
    );
  }
  const byApplication = applicationsOf(annotations, context).map(
    ({ metadata }) =>
      metadata.labels?.[labelKeysOf(context.platform.prefix).tenant],
  );
  const selector = workloadSelector(annotations);
  const byWorkload = selector ? workloads(selector, clusters, context) : [];
  return unique([...byApplication, ...byWorkload]);
}

function clustersFor(named: string | undefined, { platform }: Context) {
  const all = clustersOf(platform);
  return named ? all.filter(cluster => cluster === named) : all;
}

function applicationsOf(
  annotations: Record<string, string>,
  { platform, snapshot }: Context,
): KubernetesObject[] {
  const name = annotations['argocd/app-name'];
  const labels = parseLabelSelector(annotations['argocd/app-selector']);
  const project = annotations['argocd/project-name'];
  const namespace = annotations['argocd/app-namespace'];
  if (!name && !labels && !project) {
    return [];
  }
  const clusters = new Set(
    platform.environments.map(({ argocd }) => argocd.cluster),
  );
  return [...clusters].flatMap(cluster =>
    (
      lastValue(
        snapshot.list({
          cluster,
          group: 'argoproj.io',
          kind: 'Application',
          ...(namespace ? { namespace } : {}),
          ...(name ? { name } : {}),
          ...(labels ? { labels } : {}),
        }),
      ) ?? []
    ).filter(({ spec }) => !project || projectOf(spec) === project),
  );
}

function projectOf(spec: unknown): unknown {
  return typeof spec === 'object' && spec !== null && 'project' in spec
    ? spec.project
    : undefined;
}

function workloadSelector(
  annotations: Record<string, string>,
): Selector | undefined {
  const id = annotations['backstage.io/kubernetes-id'];
  return (
    parseLabelSelector(annotations['backstage.io/kubernetes-label-selector']) ??
    (id ? { matchLabels: { 'backstage.io/kubernetes-id': id } } : undefined)
  );
}

function workloads(
  labels: Selector,
  clusters: readonly string[],
  { platform, snapshot, directory }: Context,
): Array<string | undefined> {
  const kinds = kindsOf(platform).watched.filter(
    ({ pods }) => pods && !pods.end,
  );
  return clusters.flatMap(cluster =>
    [...kinds, SERVICE].flatMap(({ group, kind }) =>
      (lastValue(snapshot.list({ cluster, group, kind, labels })) ?? []).map(
        ({ metadata }) =>
          directory.tenantOfNamespace(cluster, metadata.namespace ?? ''),
      ),
    ),
  );
}

function unique(names: ReadonlyArray<string | undefined>): string[] {
  return [...new Set(names.filter(name => name !== undefined))];
}
