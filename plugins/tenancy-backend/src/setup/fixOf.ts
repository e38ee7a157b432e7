import type { Unknown } from '@groundwork/engine';

const WHERE =
  'under kubernetes.clusterLocatorMethods, or in the kubeconfig of tenancy.kubeconfig';

const ADDRESS = `Check the address of this cluster (${WHERE}), and that the portal's network lets it connect there. It is tried again by itself.`;

const fixes: Partial<Record<Unknown, string>> = {
  unauthorized: `It answers, but does not accept the portal's credential. Most likely the token has expired: clusters may grant less than was asked for, 24 hours on EKS and 48 on GKE. Put one there that lasts, such as that of a Secret of type kubernetes.io/service-account-token for the reader's account (${WHERE}).`,
  tls: `It answers, but with a certificate that the portal does not trust: put its certificate authority there (caData ${WHERE}).`,
  unreachable: ADDRESS,
  timeout: ADDRESS,
};

/** What to do about a cluster of which nothing can be read. */
export function fixOf(unknown: Unknown): string | undefined {
  return fixes[unknown];
}
