import { virtualProject } from '../../argocd';
import { KubernetesObject, Snapshot, lastValue } from '../../model';
import { Environment } from '../../platform';
import { Application } from './application';

/** The AppProject of an Application with what its global projects add; undefined where it is not there. */
export function projectOf(
  { project }: Application,
  { argocd }: Environment,
  snapshot: Snapshot,
): KubernetesObject | undefined {
  const { cluster, namespace } = argocd;
  const find = (name: string) =>
    lastValue(
      snapshot.list({
        cluster,
        group: 'argoproj.io',
        kind: 'AppProject',
        namespace,
        name,
      }),
    )?.[0];
  const own = find(project);
  return own && virtualProject(own, argocd.globalProjects, find);
}
