import {
  isApplicationNamespacePermitted,
  isDestinationPermitted,
  isKindPermitted,
  isSourcePermitted,
} from '../../argocd';
import { KindRegistry } from '../../kinds';
import { FixableBy, KubernetesObject } from '../../model';
import { Application } from './application';
import { nameOf } from './resource';

/** Kinds, and objects of the whole cluster, that are held against a project; Argo CD says of the rest. */
const mostDecided = 100;

/** What a project does not let an Application do, and whose turn it is. */
export interface Refusal {
  why: string;
  fixableBy: FixableBy;
}

/**
 * What the project of an Application does not let it do, by Argo CD's own rules: the next sync is refused for it. Undefined
 * where there is nothing, where the project is not known, and where it can't be decided here.
 *
 * @param writer - who writes the manifests
 */
export function refusalOf(
  app: Application,
  project: KubernetesObject | undefined,
  {
    kinds,
    home,
    writer,
  }: { kinds: KindRegistry; home: string; writer: FixableBy },
): Refusal | undefined {
  const why = project && spelledOut(app, project, home);
  if (why !== undefined) {
    return { why, fixableBy: 'platform' };
  }
  const kind = project && refusedKind(app, project, kinds);
  return kind === undefined ? undefined : { why: kind, fixableBy: writer };
}

/** Of the Application itself: where it lies, what it takes and where it deploys to. */
function spelledOut(
  app: Application,
  project: KubernetesObject,
  home: string,
): string | undefined {
  const { name } = project.metadata;
  const own = app.object.metadata.namespace ?? '';
  if (isApplicationNamespacePermitted(project, own, home) === false) {
    return `Applications of namespace ${own} may not use project ${name}`;
  }
  const source = app.sources.find(
    ({ repository }) =>
      repository !== '' && !isSourcePermitted(project, repository),
  );
  if (source) {
    return `project ${name} takes nothing from repository ${plain(
      source.repository,
    )}`;
  }
  const { server, name: cluster, namespace } = app.destination;
  if (!server && !cluster) {
    return undefined;
  }
  const permitted = isDestinationPermitted(project, {
    ...(server ? { server } : {}),
    ...(cluster ? { name: cluster } : {}),
    namespace,
  });
  return permitted === false
    ? `project ${name} does not deploy to namespace ${
        namespace || '(none)'
      } of cluster ${cluster || server}`
    : undefined;
}

function refusedKind(
  app: Application,
  project: KubernetesObject,
  kinds: KindRegistry,
): string | undefined {
  const decided = new Map<string, boolean>();
  const refused = app.resources.find(resource => {
    // Of a kind that is not known here nobody can say whether it is one of the whole cluster.
    const kind = kinds.find(resource.group, resource.kind);
    if (kind === undefined || resource.requiresPruning) {
      return false;
    }
    const key = [
      resource.group,
      resource.kind,
      ...(kind.namespaced ? [] : [resource.name]),
    ].join('/');
    const known = decided.get(key);
    if (known !== undefined || decided.size >= mostDecided) {
      return known === false;
    }
    const permitted = isKindPermitted(project, resource, kind.namespaced);
    decided.set(key, permitted);
    return !permitted;
  });
  return (
    refused &&
    `project ${project.metadata.name} does not take the kind of ${nameOf(
      refused,
    )}`
  );
}

/** An address without credentials. */
function plain(repository: string): string {
  return repository.replace(/\/\/[^/\s@]+@/g, '//');
}
