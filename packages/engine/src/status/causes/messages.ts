import { type Named } from './find/syncFindings';
import { Found } from './Found';

/** All that is said of a finding, by us and by controllers. */
export function saidOf({ why, message = '' }: Found): string {
  return `${why}\n${message}`;
}

/** The quota that refuses something, by the words of the API server: `exceeded quota: compute, requested: pods=1, ...`. */
export function quotaIn(text: string): string | undefined {
  return /exceeded quota: ([a-z0-9][-.a-z0-9]*)/i.exec(text)?.[1];
}

/** The webhook that could not be called, by the words of the API server: `failed calling webhook "x.example.com": ...`. */
export function webhookIn(text: string): string | undefined {
  return /failed calling webhook "([^"\s]{1,253})"/i.exec(text)?.[1];
}

const kinds: Readonly<Record<string, string>> = {
  secret: 'Secret',
  configmap: 'ConfigMap',
  persistentvolumeclaim: 'PersistentVolumeClaim',
  serviceaccount: 'ServiceAccount',
  service: 'Service',
};

/**
 * An object that is not there, by the words of the kubelet, the scheduler, controllers and our own: `secret "db" not found`,
 * `MountVolume.SetUp failed for volume "x" : configmap "web" not found`, `Service web does not exist`.
 */
export function absentIn(text: string): Named | undefined {
  const [, word, quoted] =
    /\b(secret|configmap|persistentvolumeclaim|serviceaccount)s? "([^"\s]{1,253})" (?:is )?not found/i.exec(
      text,
    ) ?? [];
  if (word && quoted) {
    return { group: '', kind: kinds[word.toLowerCase()], name: quoted };
  }
  const [, kind, namespace, name] =
    /\b(Secret|ConfigMap|Service) (?:([-a-z0-9]{1,63})\/)?([a-z0-9][-.a-z0-9]{0,252}) (?:that it needs is not there|does not exist)/.exec(
      text,
    ) ?? [];
  return kind && name
    ? { group: '', kind, name, ...(namespace ? { namespace } : {}) }
    : undefined;
}

/** The Secret that lacks a key, by the words of the kubelet: `couldn't find key url in Secret pay/db`. */
export function keylessIn(text: string): string | undefined {
  return /couldn't find key \S+ in Secret [^\s/]+\/(\S+)/i
    .exec(text)?.[1]
    .replace(/[.,;]$/, '');
}

const unread =
  /\bcluster (\S+) (does not allow us to read it|rejects our credential|did not answer in time|has an untrusted certificate|cannot be reached|is not being read|has too many of these|has one of these that cannot be read)/;

/** Words that mean that nothing of a cluster is known. */
export const silence =
  /^(did not answer in time|has an untrusted certificate|cannot be reached)$/;

/** The cluster that something could not be read from, and why, in the words of `whyUnknown`. */
export function unreadIn(
  text: string,
): { cluster: string; words: string } | undefined {
  const [, cluster, words] = unread.exec(text) ?? [];
  return cluster && words ? { cluster, words } : undefined;
}
