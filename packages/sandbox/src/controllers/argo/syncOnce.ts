import { setTimeout as sleep } from 'node:timers/promises';
import { groupOf, KubeObject } from '../KubeObject';
import { isObject } from '../mergePatch';
import { SyncResource } from './Application';
import { permitsDestination, permitsKind } from './AppProject';
import { Comparison, Task } from './compareApplication';
import { healthOf } from './healthOf';
import { applied } from './planObject';

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

/** How one attempt ended. */
export interface Attempt {
  phase: 'Succeeded' | 'Failed';
  message: string;
  resources: SyncResource[];
}

/** Brings the cluster to what Git says: waves in order, each healthy before the next; then prunes. `report` hears of progress and answers whether somebody asked to stop. */
export async function syncOnce(
  { tasks, project, destination }: Comparison,
  options: {
    prune?: boolean;
    dryRun?: boolean;
    createNamespace?: boolean;
    /** Whether a person has confirmed what needs it. */
    confirmed: () => boolean;
  },
  report: (message: string, resources: SyncResource[]) => Promise<boolean>,
): Promise<Attempt> {
  const resources: SyncResource[] = [];
  const tell = ({ status: of }: Task, status: string, message: string) => {
    const { group = '', version, kind, namespace = '', name } = of;
    const hookPhase = status === 'SyncFailed' ? 'Failed' : 'Running';
    const ref = { group, version, kind, namespace, name };
    resources.push({ ...ref, status, message, syncPhase: 'Sync', hookPhase });
  };
  const until = async (waiting: () => string | undefined) => {
    for (let why = waiting(); why; why = waiting()) {
      if (await report(why, resources)) return true;
      await sleep(200);
    }
    return false;
  };
  const failed = (message: string): Attempt => ({
    phase: 'Failed',
    message,
    resources,
  });
  if (!project || !destination) return failed('ComparisonError');
  const { cluster } = destination;
  for (const task of tasks) {
    const object = task.desired ?? (task.live as KubeObject);
    const { namespace } = object.metadata;
    if (!permitsKind(project, object, task.namespaced)) {
      tell(
        task,
        'SyncFailed',
        `resource ${groupOf(object)}:${
          object.kind
        } is not permitted in project ${project.metadata.name}`,
      );
    } else if (
      task.namespaced &&
      !permitsDestination(project, { ...destination, namespace })
    ) {
      tell(
        task,
        'SyncFailed',
        `namespace ${namespace} is not permitted in project '${project.metadata.name}'`,
      );
    } else if (object.metadata.annotations?.['argocd.argoproj.io/hook']) {
      tell(task, 'SyncFailed', 'the sandbox runs no hooks');
    } else if (!(await cluster.client.resource(object))) {
      await cluster.client
        .path(object)
        .catch(error => tell(task, 'SyncFailed', error.message));
    }
  }
  if (resources.length)
    return failed('one or more synchronization tasks are not valid');
  if (options.dryRun)
    return {
      phase: 'Succeeded',
      message: 'successfully synced (no more tasks)',
      resources,
    };

  if (options.createNamespace && destination.namespace) {
    const namespace = {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: destination.namespace },
    };
    if (!(await cluster.client.get(namespace))) await cluster.create(namespace);
  }
  const rank = (task: Task) =>
    (order.indexOf(task.status.kind) + order.length + 1) % (order.length + 1);
  const wanted = tasks
    .filter(task => task.desired)
    .sort(
      (a, b) =>
        (a.status.syncWave ?? 0) - (b.status.syncWave ?? 0) ||
        rank(a) - rank(b) ||
        a.status.kind.localeCompare(b.status.kind),
    );
  for (const [i, task] of wanted.entries()) {
    const wave = task.status.syncWave ?? 0;
    try {
      tell(task, 'Synced', await apply(task, cluster));
    } catch (error) {
      tell(task, 'SyncFailed', (error as Error).message);
      return failed(
        `one or more objects failed to apply, reason: ${
          (error as Error).message
        }`,
      );
    }
    const next = wanted[i + 1]?.status.syncWave ?? 0;
    if (i + 1 === wanted.length || next === wave) continue;
    const inWave = wanted.filter(
      other => (other.status.syncWave ?? 0) === wave,
    );
    const stop = await until(() => {
      const unwell = inWave.find(
        ({ live }) =>
          live &&
          !['Healthy', undefined].includes(
            healthOf(cluster.live(live))?.status,
          ),
      );
      return unwell && `waiting for healthy state of ${nameOf(unwell)}`;
    });
    if (stop) return failed('Operation terminated');
  }
  for (const task of tasks) {
    if (task.desired || !task.live) continue;
    const keep = hasOption(task.live, 'Prune=false');
    if (!options.prune || keep) {
      tell(
        task,
        'PruneSkipped',
        keep ? 'ignored (no prune)' : 'ignored (requires pruning)',
      );
      continue;
    }
    const asks = hasOption(task.live, 'Prune=confirm');
    const stop = await until(() =>
      asks && !options.confirmed()
        ? `waiting for pruning confirmation of ${nameOf(task)}`
        : undefined,
    );
    if (stop) return failed('Operation terminated');
    await cluster.client.delete(task.live);
    tell(task, 'Pruned', 'pruned');
  }
  return {
    phase: 'Succeeded',
    message: 'successfully synced (all tasks run)',
    resources,
  };
}

/** Whether an object carries an option of Argo CD such as `Prune=false`. */
export function hasOption({ metadata }: KubeObject, option: string): boolean {
  const options = metadata.annotations?.['argocd.argoproj.io/sync-options'];
  return Boolean(options?.split(',').some(one => one.trim() === option));
}

function nameOf({ status: { group = '', kind, name } }: Task): string {
  return `${group}/${kind}/${name}`;
}

async function apply(
  task: Task,
  cluster: NonNullable<Comparison['destination']>['cluster'],
): Promise<string> {
  const desired = task.desired as KubeObject;
  const { live, patch } = task;
  const name = `${task.status.kind.toLowerCase()}${
    task.status.group ? `.${task.status.group}` : ''
  }/${task.status.name}`;
  if (!live) {
    task.live = await cluster.create(applied(desired, desired));
    return `${name} created`;
  }
  if (!isObject(patch)) return `${name} unchanged`;
  task.live = await cluster.patch(live, patch);
  return `${name} configured`;
}
