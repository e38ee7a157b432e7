import { setTimeout as sleep } from 'node:timers/promises';
import { Cluster } from '../Cluster';
import { groupOf, Manifest } from '../KubeObject';
import { SyncResource } from './Application';
import { permitsDestination, permitsKind } from './AppProject';
import { Comparison, Task } from './compareApplication';
import { healthOf } from './healthOf';
import { planObject, remembering } from './planObject';

/** Kinds that others need come first; the rest follows by name, as Argo CD orders a wave. */
const order = [
  'Namespace',
  'NetworkPolicy',
  'ResourceQuota',
  'LimitRange',
  'ServiceAccount',
  'Secret',
  'ConfigMap',
  'ClusterRole',
  'ClusterRoleBinding',
  'Role',
  'RoleBinding',
  'Service',
  'Deployment',
];

/** How a sync is done, and how it tells of its progress. */
export interface SyncOptions {
  prune?: boolean;
  dryRun?: boolean;
  /** Whether a person has confirmed what needs it. */
  confirmed: () => boolean;
  /** Hears what the sync waits for, and answers whether somebody asked to stop. */
  report: (message: string) => Promise<boolean>;
}

class Stopped extends Error {}

/** Brings the cluster to what Git says: waves in order, each healthy before the next; then prunes. Tells in `resources` what became of each object, and throws why the sync failed. */
export async function syncOnce(
  { tasks, project, destination }: Comparison,
  options: SyncOptions,
  resources: SyncResource[],
): Promise<string> {
  if (!project || !destination) throw new Error('ComparisonError');
  const { cluster } = destination;
  const tell = ({ status: of }: Task, status: string, message: string) => {
    const { group = '', version, kind, namespace = '', name } = of;
    resources.push({ group, version, kind, namespace, name, status, message });
  };
  const until = async (waiting: () => string | undefined) => {
    for (let why = waiting(); why; why = waiting()) {
      if (await options.report(why)) throw new Stopped('Operation terminated');
      await sleep(200);
    }
  };
  for (const task of tasks) {
    const object = task.desired ?? task.live ?? never();
    const { namespace, annotations } = object.metadata;
    let refusal;
    if (!permitsKind(project, object, task.namespaced))
      refusal = `resource ${groupOf(object)}:${
        object.kind
      } is not permitted in project ${project.metadata.name}`;
    else if (
      task.namespaced &&
      !permitsDestination(project, { ...destination, namespace })
    )
      refusal = `namespace ${namespace} is not permitted in project '${project.metadata.name}'`;
    else if (annotations?.['argocd.argoproj.io/hook'])
      refusal = 'the sandbox runs no hooks';
    else
      refusal = await cluster.client.path(object).then(
        () => undefined,
        ({ message }) => message,
      );
    if (refusal) tell(task, 'SyncFailed', refusal);
  }
  if (resources.length)
    throw new Error('one or more synchronization tasks are not valid');
  if (options.dryRun) return 'successfully synced (no more tasks)';

  const waveOf = ({ status }: Task) => status.syncWave ?? 0;
  const rank = ({ status }: Task) =>
    (order.indexOf(status.kind) + order.length + 1) % (order.length + 1);
  const wanted = tasks
    .filter(task => task.desired)
    .sort(
      (a, b) =>
        waveOf(a) - waveOf(b) ||
        rank(a) - rank(b) ||
        a.status.kind.localeCompare(b.status.kind),
    );
  for (const [i, task] of wanted.entries()) {
    const result = await apply(task, cluster).catch(({ message }) => {
      tell(task, 'SyncFailed', message);
      throw new Error(
        `one or more objects failed to apply, reason: ${message}`,
      );
    });
    tell(task, 'Synced', result);
    if (i + 1 === wanted.length || waveOf(wanted[i + 1]) === waveOf(task))
      continue;
    await until(() => {
      const unwell = wanted.find(
        ({ live, status }) =>
          live &&
          (status.syncWave ?? 0) === waveOf(task) &&
          !/^Healthy$/.test(healthOf(cluster.live(live))?.status ?? 'Healthy'),
      );
      return unwell && `waiting for healthy state of ${nameOf(unwell)}`;
    });
  }
  for (const task of tasks) {
    const { live } = task;
    if (task.desired || !live) continue;
    const keep = hasOption(live, 'Prune=false');
    if (!options.prune || keep) {
      tell(
        task,
        'PruneSkipped',
        keep ? 'ignored (no prune)' : 'ignored (requires pruning)',
      );
      continue;
    }
    const asks = hasOption(live, 'Prune=confirm');
    await until(() =>
      asks && !options.confirmed()
        ? `waiting for pruning confirmation of ${nameOf(task)}`
        : undefined,
    );
    await cluster.client.delete(live);
    tell(task, 'Pruned', 'pruned');
  }
  return 'successfully synced (all tasks run)';
}

/** Whether an object carries an option of Argo CD such as `Prune=false`. */
export function hasOption({ metadata }: Manifest, option: string): boolean {
  const options = metadata.annotations?.['argocd.argoproj.io/sync-options'];
  return Boolean(options?.split(',').some(one => one.trim() === option));
}

function nameOf({ status: { group = '', kind, name } }: Task): string {
  return `${group}/${kind}/${name}`;
}

function never(): never {
  throw new Error('a task is for an object');
}

async function apply(task: Task, cluster: Cluster): Promise<string> {
  const {
    desired = never(),
    status: { group, kind, name },
  } = task;
  const what = `${kind.toLowerCase()}${group ? `.${group}` : ''}/${name}`;
  // It may have come into being since it was looked for, as service accounts do with their namespace.
  task.live ??= await cluster.client.get(desired);
  if (!task.live) {
    task.live = await cluster.create(remembering(desired, desired));
    return `${what} created`;
  }
  const patch = planObject(desired, task.live);
  if (patch) task.live = await cluster.patch(task.live, patch);
  return `${what} ${patch ? 'configured' : 'unchanged'}`;
}
