import { KubernetesObject } from '../model';
import { expandTemplate } from '../names';
import { ObjectKind } from '../manifests';
import {
  Environment,
  Platform,
  kindOfTemplate,
  kindsOf,
  repositoryOf,
} from '../platform';
import { sharedMeta } from './admissionObjects';
import { inCluster, servedTogether } from './instances';

/** Name of the project that the platform's own Applications are in. */
export const platformProject = 'tenancy-platform';

/** Neither pruned nor deleted with the Application that holds it, which it keeps alive itself. */
export const keptRoot = {
  'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
};

/**
 * The project of the platform tree: the clusters it serves, the platform's repository, and exactly the kinds that Groundwork renders there.
 */
export function platformProjectObject(
  platform: Platform,
  environment: Environment,
): KubernetesObject {
  const { argocd } = environment;
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AppProject',
    metadata: sharedMeta(platform, environment, platformProject, {
      namespace: argocd.namespace,
      annotations: { ...keptRoot, 'argocd.argoproj.io/sync-wave': '-10' },
    }),
    spec: {
      description: 'Guard rails of tenants, and what the platform gives them',
      sourceRepos: distinct(
        servedTogether(platform, environment).map(
          served => repositoryOf(platform, served, 'platform').url,
        ),
      ),
      destinations: distinct([
        { server: inCluster, namespace: argocd.namespace },
        ...servedTogether(platform, environment).map(served => ({
          ...served.argocd.destination,
          namespace: expandTemplate(platform.naming.namespace, {
            tenant: '*',
            environment: served.name,
          }),
        })),
        ...servedTogether(platform, environment).flatMap(served =>
          existingIn(platform, served).map(namespace => ({
            ...served.argocd.destination,
            namespace,
          })),
        ),
        // Where the grants for the Services it shares live.
        ...servedTogether(platform, environment).flatMap(served =>
          served.sharedServices.map(({ namespace }) => ({
            ...served.argocd.destination,
            namespace,
          })),
        ),
      ]),
      clusterResourceWhitelist: [
        { group: '', kind: 'Namespace' },
        {
          group: 'admissionregistration.k8s.io',
          kind: 'ValidatingAdmissionPolicy',
        },
        {
          group: 'admissionregistration.k8s.io',
          kind: 'ValidatingAdmissionPolicyBinding',
        },
        { group: 'rbac.authorization.k8s.io', kind: 'ClusterRole' },
        { group: 'rbac.authorization.k8s.io', kind: 'ClusterRoleBinding' },
      ],
      namespaceResourceWhitelist: [
        { group: '', kind: 'ServiceAccount' },
        { group: 'argoproj.io', kind: 'AppProject' },
        { group: 'argoproj.io', kind: 'Application' },
        { group: 'argoproj.io', kind: 'ApplicationSet' },
        { group: 'gateway.networking.k8s.io', kind: 'ReferenceGrant' },
        ...kindsOf(platform).ofPlatform.map(({ group, kind }) => ({
          group,
          kind,
        })),
        ...extraKinds(platform),
      ],
      ...serviceAccounts(platform, environment),
    },
  };
}

/** Kinds of the platform's own further objects, as far as the list has them not. */
function extraKinds(platform: Platform): ObjectKind[] {
  const known = new Set(
    kindsOf(platform).ofPlatform.map(({ group, kind }) => `${group}/${kind}`),
  );
  return distinct(
    platform.manifests.objects
      .map(({ object }) => kindOfTemplate(object))
      .filter(({ group, kind }) => !known.has(`${group}/${kind}`)),
  );
}

/** With impersonation on, a sync that finds no account fails, so the platform's own need theirs too. */
function serviceAccounts(
  platform: Platform,
  environment: Environment,
): Record<string, unknown> {
  const served = servedTogether(platform, environment);
  if (!served.some(({ argocd }) => argocd.impersonation)) {
    return {};
  }
  const controller = `${environment.argocd.namespace}:argocd-application-controller`;
  return {
    destinationServiceAccounts: distinct([
      {
        server: inCluster,
        namespace: environment.argocd.namespace,
        defaultServiceAccount: controller,
      },
      ...served
        .flatMap(each =>
          [
            expandTemplate(platform.naming.namespace, {
              tenant: '*',
              environment: each.name,
            }),
            ...existingIn(platform, each),
          ].map(namespace => ({ ...each, namespace })),
        )
        .map(({ argocd, cluster, namespace }) => ({
          server:
            'server' in argocd.destination ? argocd.destination.server : '*',
          namespace,
          defaultServiceAccount:
            argocd.platformAccount ??
            (cluster === argocd.cluster
              ? controller
              : 'kube-system:argocd-manager'),
        })),
    ]),
  };
}

/** Namespaces with names of their own, which no pattern of the platform's naming holds. */
function existingIn(platform: Platform, { name }: Environment): string[] {
  return platform.naming.existing
    .filter(({ environment }) => environment === name)
    .map(({ namespace }) => namespace);
}

function distinct<T>(items: readonly T[]): T[] {
  return [...new Map(items.map(item => [JSON.stringify(item), item])).values()];
}
