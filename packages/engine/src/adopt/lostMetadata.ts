import { fieldsOf, plainText } from '../model/fields';
import { canonical } from './canonical';
import type { Counterpart } from './Candidate';
import { isNamedCredential } from './credentials/credentialName';
import { tellsCredential } from './credentials/tellsCredential';

/** What a namespace has and would not have by its request. */
export interface LostMetadata {
  environment: string;
  part: 'labels' | 'annotations';
  key: string;
  /** `(not shown)` where it may be secret. */
  value: string;
}

/**
 * Labels and annotations that clusters, deliveries and Pod Security set, and set again. What people say to OpenShift or Rancher by a key of
 * theirs, such as the project of a namespace or its node selector, is not among them.
 */
const others =
  /^(kubernetes\.io\/metadata\.name$|app\.kubernetes\.io\/(instance|managed-by)$|argocd\.argoproj\.io\/|kustomize\.toolkit\.fluxcd\.io\/|pod-security\.kubernetes\.io\/|olm\.|openshift\.io\/(sa\.scc\.|requester$)|security\.openshift\.io\/MinimallySufficientPodSecurityStandard$|(lifecycle|authz\.management)\.cattle\.io\/|cattle\.io\/(status|timestamp)$|management\.cattle\.io\/(no-default-sa-token|system-namespace)$)/;

const mostShown = 20;

/**
 * Labels and annotations of namespaces that no request says: network policies, gateways and webhooks may select namespaces by labels,
 * and whoever applied them takes them away when they are gone from Git.
 */
export function lostMetadata(found: readonly Counterpart[]): LostMetadata[] {
  return found.flatMap(({ environment, rendered, there }) =>
    rendered.kind === 'Namespace' && there
      ? (['labels', 'annotations'] as const).flatMap(part =>
          Object.entries(fieldsOf(canonical(there.object).metadata[part]))
            .filter(
              ([key]) =>
                rendered.metadata[part]?.[key] === undefined &&
                !others.test(key),
            )
            .map(([key, value]) => ({
              environment,
              part,
              key,
              value: shown(key, plainText(value)),
            })),
        )
      : [],
  );
}

/** The labels and annotations as lines, each part in one. */
export function lostLines(lost: readonly LostMetadata[]): string[] {
  return (['labels', 'annotations'] as const).flatMap(part => {
    const own = lost.filter(each => each.part === part);
    const texts = own
      .slice(0, mostShown)
      .map(({ environment, key, value }) =>
        part === 'labels'
          ? `${environment} ${key}=${value}`
          : `${environment} ${key}`,
      );
    const more = own.length - texts.length;
    return own.length === 0
      ? []
      : [
          `${part} of its namespace that go where its request is applied in the place of what has them now, unless tenancy.namespaceMetadata.${part} names them: ${texts.join(
            ', ',
          )}${more > 0 ? ` and ${more} more` : ''}`,
        ];
  });
}

const levels = ['privileged', 'baseline', 'restricted'];

/** What the platform team has to know of the namespaces themselves: those that would be made, and those that would admit more. */
export function namespaceLines(found: readonly Counterpart[]): string[] {
  const enforce = 'pod-security.kubernetes.io/enforce';
  return found
    .filter(({ rendered }) => rendered.kind === 'Namespace')
    .flatMap(({ environment, rendered, there }) => {
      if (!there) {
        return [
          `namespace ${rendered.metadata.name} was not found in ${environment} and would be made`,
        ];
      }
      const was = plainText(fieldsOf(there.object.metadata.labels)[enforce]);
      const is = rendered.metadata.labels?.[enforce];
      return is !== undefined && levels.indexOf(was) > levels.indexOf(is)
        ? [
            `Pod Security of its namespace in ${environment} would enforce ${is} in the place of ${was}; set podSecurity.level of the environment to keep it`,
          ]
        : [];
    });
}

function shown(key: string, value: string): string {
  return isNamedCredential(key, value) || tellsCredential(value)
    ? '(not shown)'
    : value;
}
