import { accountUser } from '../guardrails/actorAccount';
import { acting } from '../guardrails/policies/acting';
import { KubernetesObject } from '../model';
import { Platform } from '../platform';
import { refusalsOf, Write } from '../guardrails/admission';
import { guardedPlatform, namespace } from './guardedTenant';

/** The platform of `pay`, where teams may act: Argo CD runs on another cluster. */
export function actingPlatform(): Platform {
  return guardedPlatform({}, { actions: {} });
}

/** Who acts there. */
export const actor = accountUser('groundwork:groundwork-actor');

/** A commit that Argo CD compared, one that it had before, and one that nobody merged. */
export const commits = {
  compared: 'c'.repeat(40),
  earlier: 'e'.repeat(40),
  unmerged: 'a'.repeat(40),
};

/** An Application that syncs by a click, has an option of its own, and did so twice. */
export function clickedApplication(
  change: Record<string, unknown> = {},
): KubernetesObject {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: {
      name: 'pay-dev',
      namespace: 'argocd',
      resourceVersion: '7',
      labels: { team: 'pay' },
      finalizers: ['resources-finalizer.argocd.argoproj.io'],
    },
    spec: {
      project: 'pay-dev',
      source: {
        repoURL: 'https://git.example.com/platform/estate.git',
        path: 'tenants/pay/dev',
        targetRevision: 'main',
      },
      destination: { name: 'spoke-dev', namespace: 'pay' },
      syncPolicy: { syncOptions: ['FailOnSharedResource=true'] },
    },
    status: {
      sync: { status: 'OutOfSync', revision: commits.compared },
      health: { status: 'Healthy' },
      history: [{ id: 0, revision: commits.earlier }],
      operationState: { phase: 'Succeeded', operation: { sync: {} } },
    },
    ...change,
  };
}

/** The sync that the portal starts of {@link clickedApplication}. */
export function startedOperation(
  sync: Record<string, unknown> = {},
  more: Record<string, unknown> = {},
): Record<string, unknown> {
  return {
    initiatedBy: { username: 'groundwork/user:default/ada' },
    info: [{ name: 'groundwork', value: 'k-1' }],
    sync: { syncOptions: ['FailOnSharedResource=true'], ...sync },
    ...more,
  };
}

const argocd: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'argocd' },
};

const [onCluster] = acting(actingPlatform(), actingPlatform().environments[0]);
const [onArgo] = acting(
  actingPlatform(),
  actingPlatform().environments[0],
  'hub',
);

/** What is said when the account that acts changes an Application. */
export function changeApplication(
  object: KubernetesObject,
  oldObject: KubernetesObject = clickedApplication(),
  extra: Partial<Write> = {},
): string[] {
  return refusalsOf([onArgo], {
    operation: 'UPDATE',
    resource: 'applications',
    user: actor,
    namespace: argocd,
    object,
    oldObject,
    ...extra,
  });
}

/** What is said when it changes something of the tenant `pay`. */
export function changeOfTenant(
  resource: string,
  object: KubernetesObject | undefined,
  oldObject: KubernetesObject | undefined,
  extra: Partial<Write> = {},
): string[] {
  return refusalsOf([onCluster], {
    operation: 'UPDATE',
    resource,
    user: actor,
    namespace,
    ...(object ? { object } : {}),
    ...(oldObject ? { oldObject } : {}),
    ...extra,
  });
}
