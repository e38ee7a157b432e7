import { DeploymentRecord, KubernetesObject } from '../../model';
import { at, listOf, textOf, timeOf } from '../../model/fields';

const longestHistory = 10;

/** What an object of Flux applied, and when. */
export interface AppliedRevision {
  revision?: string;
  at?: number;
  history?: DeploymentRecord[];
}

/** What was applied last: a commit or an artifact of a Kustomization, the version of the chart of a HelmRelease. */
export function appliedOf(object: KubernetesObject): AppliedRevision {
  const { kind, status } = object;
  if (kind === 'Kustomization') {
    const origin = textOf(at(status, 'lastAppliedOriginRevision'));
    const applied = origin ?? textOf(at(status, 'lastAppliedRevision'));
    // Since Flux 2.7; Ready says only when it was looked at again.
    const since = timeOf(listOf(at(status, 'history'))[0]?.firstReconciled);
    return {
      ...(applied === undefined ? {} : { revision: plainRevision(applied) }),
      ...(since === undefined ? {} : { at: since }),
    };
  }
  const releases = listOf(at(status, 'history')).slice(0, longestHistory);
  const history = releases.flatMap((release): DeploymentRecord[] => {
    const version = textOf(release.chartVersion);
    const deployed = timeOf(release.lastDeployed);
    return version === undefined
      ? []
      : [
          {
            revisions: [version],
            ...(deployed === undefined ? {} : { at: deployed }),
          },
        ];
  });
  const current =
    releases.find(({ status: is }) => is === 'deployed') ?? releases[0];
  // Before v2 it is told in a field of its own.
  const revision =
    textOf(current?.chartVersion) ?? textOf(at(status, 'lastAppliedRevision'));
  const deployed = timeOf(current?.lastDeployed);
  return {
    ...(revision === undefined ? {} : { revision }),
    ...(deployed === undefined ? {} : { at: deployed }),
    ...(history.length > 0 ? { history } : {}),
  };
}

/**
 * A revision as people know it: the commit of `main@sha1:<commit>` and, before Flux 2.0, of `main/<commit>`; the tag with the
 * beginning of the digest of an artifact.
 */
export function plainRevision(revision: string): string {
  const commit = /(?:@sha1:|\/)([0-9a-f]{40})$/.exec(revision)?.[1];
  return commit ?? revision.replace(/(sha256:[0-9a-f]{12})[0-9a-f]+$/, '$1');
}
