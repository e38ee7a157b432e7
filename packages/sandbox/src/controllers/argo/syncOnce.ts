import { setTimeout as sleep } from 'node:timers/promises';
import { Cluster } from '../Cluster';
import { groupOf, Manifest } from '../KubeObject';
import { SyncResource } from './Application';
import { permitsDestination, permitsKind } from './AppProject';
import { Comparison, Task } from './compareApplication';
import { healthOf } from './healthOf';
import { hasOption } from './options';
import { planObject, remembering } from './planObject';

/** Kinds that others need come first; the rest follows by name, as Argo CD orders a wave. */
const order =
  'Namespace NetworkPolicy ResourceQuota LimitRange ServiceAccount Secret ConfigMap ClusterRole ClusterRoleBinding Role RoleBinding Service Deployment'.split(
    ' ',
  );

/** As Argo CD names itself to API servers. */
const fieldManager = 'argocd-controller';

/** How a sync is done, and how it tells of its progress. */
interface SyncOptions {
  prune?: boolean;
  dryRun?: boolean;
  serverSide?: boolean;
  /** Whether a person has confirmed what needs it. */
  confirmed: () => boolean;
  /** Hears what the sync waits for, and answers whether somebody asked to stop. */
  report: (message: string) => Promise<boolean>;
}

/** Brings the cluster to what Git says: waves in order, each healthy before the next; then prunes. Tells in `resources` what became of each object, and throws why the sync failed. */
export async function syncOnce(
  comparison: Comparison,
  options: SyncOptions,
  resources: SyncResource[],
): Promise<string> {
  const { tasks, destination } = comparison;
  if (!destination) {
    throw new Error('there is no destination');
  }
  const { cluster } = destination;
  const tell = ({ status: of }: Task, status: string, message: string) => {
    const { group = '', version, kind, namespace = '', name } = of;
    const ref = { group, version, kind, namespace, name };
    resources.push({ ...ref, status, message });
  };
  const until = async (waiting: () => string | undefined) => {
    for (let why = waiting(); why; why = waiting()) {
      if (await options.report(why)) {
        throw new Error('Operation terminated');
      }
      await sleep(200);
    }
  };
  for (const task of tasks) {
    const refusal = await refusalOf(task, comparison, cluster);
    if (refusal) {
      tell(task, 'SyncFailed', refusal);
    }
  }
  if (resources.length) {
    throw new Error('one or more synchronization tasks are not valid');
  }
  if (options.dryRun) {
    return 'successfully synced (no more tasks)';
  }

  const wanted = inOrder(tasks.filter(task => task.desired));
  for (const [i, task] of wanted.entries()) {
    const applied = apply(task, cluster, options.serverSide);
    const result = await applied.catch(({ message }) => {
      tell(task, 'SyncFailed', message);
      const what = 'one or more objects failed to apply';
      throw new Error(`${what}, reason: ${message}`);
    });
    tell(task, 'Synced', result);
    const last = i + 1 === wanted.length;
    if (last || waveOf(wanted[i + 1]) === waveOf(task)) {
      continue;
    }
    const wave = wanted.filter(other => waveOf(other) === waveOf(task));
    await until(() => {
      const unwell = wave.find(({ live }) => {
        const health = live && healthOf(cluster.live(live));
        return health && health.status !== 'Healthy';
      });
      return unwell && `waiting for healthy state of ${nameOf(unwell)}`;
    });
  }
  for (const task of tasks) {
    const { live, desired } = task;
    if (desired || !live) {
      continue;
    }
    if (!options.prune) {
      tell(task, 'PruneSkipped', 'ignored (requires pruning)');
    } else if (hasOption(live, 'Prune=false')) {
      tell(task, 'PruneSkipped', 'ignored (no prune)');
    } else {
      const asks = hasOption(live, 'Prune=confirm');
      const why = `waiting for pruning confirmation of ${nameOf(task)}`;
      await until(() => (asks && !options.confirmed() ? why : undefined));
      await cluster.client.delete(live);
      tell(task, 'Pruned', 'pruned');
    }
  }
  return 'successfully synced (all tasks run)';
}

/** Why Argo CD would not touch an object. */
async function refusalOf(
  { desired, live, namespaced }: Task,
  { project, destination }: Comparison,
  cluster: Cluster,
): Promise<string | undefined> {
  const object = desired ?? live;
  if (!object || !project) {
    return 'there is no project';
  }
  const { namespace, annotations } = object.metadata;
  const where = { ...destination, namespace };
  const { name } = project.metadata;
  if (!permitsKind(project, object, namespaced)) {
    const kind = `${groupOf(object)}:${object.kind}`;
    return `resource ${kind} is not permitted in project ${name}`;
  }
  if (namespaced && !permitsDestination(project, where)) {
    return `namespace ${namespace} is not permitted in project '${name}'`;
  }
  const hook = annotations?.['argocd.argoproj.io/hook'];
  if (hook) {
    return 'the sandbox runs no hooks';
  }
  const served = cluster.client.path(object).then(() => undefined);
  return served.catch(error => error.message);
}

function waveOf({ status }: Task): number {
  return status.syncWave ?? 0;
}

function inOrder(tasks: Task[]): Task[] {
  const rank = ({ status: { kind } }: Task) =>
    order.includes(kind) ? order.indexOf(kind) : order.length;
  return tasks.sort(
    (a, b) =>
      waveOf(a) - waveOf(b) ||
      rank(a) - rank(b) ||
      a.status.kind.localeCompare(b.status.kind),
  );
}

function nameOf({ status: { group = '', kind, name } }: Task): string {
  return `${group}/${kind}/${name}`;
}

async function apply(
  task: Task,
  cluster: Cluster,
  serverSide = false,
): Promise<string> {
  const desired = task.desired as Manifest;
  const { group, kind, name } = task.status;
  const what = `${[kind.toLowerCase(), group ?? []].flat().join('.')}/${name}`;
  if (serverSide || hasOption(desired, 'ServerSideApply=true')) {
    task.live = await cluster.apply(desired, fieldManager);
    return `${what} serverside-applied`;
  }
  if (!task.live) {
    const made = cluster.create(remembering(desired, desired), fieldManager);
    task.live = await made.catch(async error => {
      // It has come into being since it was looked for, as service accounts do with their namespace.
      const there = error.code === 409 && (await cluster.client.get(desired));
      if (!there) {
        throw error;
      }
      return there;
    });
    if (!planObject(desired, task.live)) {
      return `${what} created`;
    }
  }
  const patch = planObject(desired, task.live);
  if (patch) {
    task.live = await cluster.patch(task.live, patch, '', fieldManager);
  }
  return `${what} ${patch ? 'configured' : 'unchanged'}`;
}
