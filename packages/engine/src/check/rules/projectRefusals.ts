import { isDestinationPermitted, isKindPermitted } from '../../argocd';
import { Finding, KubernetesObject, groupOf, refOf } from '../../model';
import { Environment } from '../../platform';
import { Fields, textOf } from '../../model/fields';

/** The half of a destination's cluster that somebody wrote down. */
export function clusterOf(destination: Fields): {
  server?: string;
  name?: string;
} {
  const server = textOf(destination.server);
  const name = textOf(destination.name);
  return {
    ...(server === undefined ? {} : { server }),
    ...(name === undefined ? {} : { name }),
  };
}

/**
 * Why an AppProject would refuse an object at sync: its kind, or where it goes. Nothing where that cannot be told.
 *
 * @param namespaced - whether the kind lives in namespaces; undefined where nobody knows
 * @public
 */
export function projectRefusals(
  project: KubernetesObject,
  environment: Environment,
  object: KubernetesObject,
  namespaced: boolean | undefined,
): Finding[] {
  const { name, namespace = '' } = object.metadata;
  const resource = {
    group: groupOf(object.apiVersion),
    kind: object.kind,
    name,
  };
  const head = {
    severity: 'error' as const,
    subject: refOf(environment.cluster, object),
    evidence: [],
  };
  const scopes = namespaced === undefined ? [true, false] : [namespaced];
  if (!scopes.some(scope => isKindPermitted(project, resource, scope))) {
    return [
      {
        ...head,
        code: 'KindNotPermitted',
        message: `AppProject ${project.metadata.name} does not allow objects of kind ${object.kind}.`,
        fix: 'Remove it, or ask the platform team.',
        fixableBy: 'platform',
      },
    ];
  }
  const goes = namespaced ?? namespace !== '';
  const permitted = isDestinationPermitted(project, {
    ...clusterOf(environment.argocd.destination),
    namespace,
  });
  return goes && permitted === false
    ? [
        {
          ...head,
          code: 'NamespaceNotPermitted',
          field: 'metadata.namespace',
          message: `AppProject ${project.metadata.name} does not allow objects in namespace ${namespace}.`,
          fix: "Use the tenant's own namespace, or remove the object.",
          fixableBy: 'tenant',
        },
      ]
    : [];
}
