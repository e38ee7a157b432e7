import { Unknown } from '../model';

const fixes: Record<Unknown, string> = {
  notServed: 'Install the definition of these kinds, then check again.',
  forbidden:
    'Let the account that reads this cluster read these kinds (RBAC), then check again.',
  unauthorized:
    'Renew the token or certificate that this cluster is read with, then check again.',
  timeout:
    'Check that this cluster answers at its configured address, then check again.',
  tls: 'Configure the CA that signed the certificate of this cluster, then check again.',
  unreachable:
    'Check the configured address of this cluster and the network to it, then check again.',
  notWatched:
    'Wait until this cluster has been read, then check again. If it never is, look at the setup page.',
  overLimit:
    'There are more of these than can be read at once: delete those that nobody needs, then check again.',
  unreadable: 'Correct what cannot be read there, then check again.',
};

/** What the platform team does so that something can be read that was not. */
export function fixUnread(unknown: Unknown): string {
  return fixes[unknown];
}
