import type { Unknown } from '@groundwork/engine';
import type { NotRead } from './readDirectory';

const mostNamed = 8;

/** Who can mend it and how, by what kept us from it. */
const remedies: Partial<Record<Unknown, string>> = {
  unauthorized:
    'the cluster does not know its user: log in again, or renew the token in the kubeconfig',
  forbidden:
    'whoever runs the cluster can let its user list them; a cluster role that lists all but Secrets is enough',
  tls: "put the certificate authority of the cluster's API server into the kubeconfig",
  unreachable:
    'try again when it answers; where one API group alone does not, whoever runs the cluster finds it by kubectl get apiservices',
  timeout: 'try again when it answers',
  notWatched:
    'name a context in the kubeconfig as the cluster of the platform, by kubectl config rename-context',
};

/** What was not read: of one cluster and for one cause in one line, with who can mend it. */
export function notReadLines(all: readonly NotRead[]): string[] {
  const causes = new Map<string, NotRead[]>();
  for (const each of all) {
    const cause =
      each.cluster === undefined
        ? `path ${each.path}`
        : `cluster ${each.cluster} ${each.unknown}`;
    causes.set(cause, [...(causes.get(cause) ?? []), each]);
  }
  return [...causes.values()].map(alike => {
    const [first] = alike;
    const { cluster, unknown } = first;
    const remedy = unknown === undefined ? undefined : remedies[unknown];
    const paths = alike.map(({ path }) => path);
    const names =
      alike.length === 1
        ? first.path
        : `${cluster}: ${alike.length} kinds (${paths
            .slice(0, mostNamed)
            .map(path =>
              path.startsWith(`${cluster} `)
                ? path.slice(`${cluster} `.length)
                : path,
            )
            .join(', ')}${
            alike.length > mostNamed
              ? ` and ${alike.length - mostNamed} more`
              : ''
          })`;
    const why = alike.length === 1 ? first.why : `as in "${first.why}"`;
    return `${names}: ${why}${remedy === undefined ? '' : `; ${remedy}`}`;
  });
}

/** Why nothing at all could be read of any cluster; undefined where something was. */
export function nothingRead(
  all: readonly NotRead[],
  clusters: ReadonlyArray<{ cluster: string; objects: readonly unknown[] }>,
): string | undefined {
  return all.length > 0 && clusters.every(({ objects }) => objects.length === 0)
    ? ['Nothing could be read of any cluster:', ...notReadLines(all)].join(
        '\n  ',
      )
    : undefined;
}
