import { Selector } from '../../model';
import { matchesSelector } from '../../snapshot/selector';
import { End } from './end';

/** The label of Cilium's identities that names their namespace. */
export const namespaceLabel = 'io.kubernetes.pod.namespace';
/** Before the labels of their namespaces. */
export const ofNamespace = 'io.cilium.k8s.namespace.labels.';

/** Labels that Cilium makes itself: the service account, and the name of the cluster, which stands in no object of it. */
const ofPolicy = 'io.cilium.k8s.policy.';
const accountLabel = `${ofPolicy}serviceaccount`;

/** Whether a selector takes an identity, as far as its labels are known. */
export type IdentityMatch = 'yes' | 'no' | 'undecided';

/** The labels by which Cilium tells an end from others, as far as they are known. */
export function identityOf(end: End): Record<string, string> {
  switch (end.type) {
    case 'pod':
      return {
        ...end.labels,
        ...Object.fromEntries(
          Object.entries(end.namespaceLabels).map(([key, value]) => [
            `${ofNamespace}${key}`,
            value,
          ]),
        ),
        [namespaceLabel]: end.namespace,
        ...(end.serviceAccount === undefined
          ? {}
          : { [accountLabel]: end.serviceAccount }),
      };
    case 'entity':
      return { [`reserved:${end.entity}`]: '' };
    default:
      return { 'reserved:world': '' };
  }
}

/** Whether a selector takes an end: that of a pod has labels of Cilium's own whose values are not always known. */
export function matchIdentity(selector: Selector, end: End): IdentityMatch {
  const identity = identityOf(end);
  const isOpen = (key: string) =>
    end.type === 'pod' && key.startsWith(ofPolicy) && !(key in identity);
  if (!matchesSelector(without(selector, isOpen), identity)) {
    return 'no';
  }
  return keysOf(selector).some(isOpen) ? 'undecided' : 'yes';
}

/** The selector without what it asks of labels that Cilium makes itself. */
export function withoutOwnLabels(selector: Selector): Selector {
  return without(selector, key => key.startsWith(ofPolicy));
}

/** The labels that a selector asks for. */
export function keysOf(selector: Selector): string[] {
  return [
    ...Object.keys(selector.matchLabels ?? {}),
    ...(selector.matchExpressions ?? []).map(({ key }) => key),
  ];
}

function without(
  selector: Selector,
  isLeftOut: (key: string) => boolean,
): Selector {
  return keysOf(selector).some(isLeftOut)
    ? {
        matchLabels: Object.fromEntries(
          Object.entries(selector.matchLabels ?? {}).filter(
            ([key]) => !isLeftOut(key),
          ),
        ),
        matchExpressions: (selector.matchExpressions ?? []).filter(
          ({ key }) => !isLeftOut(key),
        ),
      }
    : selector;
}
