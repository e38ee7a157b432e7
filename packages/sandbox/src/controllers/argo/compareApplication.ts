import { GitRepositories } from '../../git';
import { Cluster } from '../Cluster';
import { groupOf, keyOf, KubeObject } from '../KubeObject';
import { Application, Condition, ResourceStatus } from './Application';
import { AppProject, permitsDestination, permitsSource } from './AppProject';
import { Destinations } from './Destinations';
import { healthOf, worstHealth } from './healthOf';
import { loadManifests } from './loadManifests';
import { planObject } from './planObject';

/** What marks an object as part of an Application. */
export const trackingId = 'argocd.argoproj.io/tracking-id';

/** One object of an Application: as Git wants it, as it lives, and what it takes. */
export interface Task {
  desired?: KubeObject;
  live?: KubeObject;
  patch?: object;
  namespaced: boolean;
  status: ResourceStatus;
}
/** An Application, its Git and its cluster laid side by side. */
export interface Comparison {
  sync: string;
  health: string;
  revision?: string;
  conditions: Condition[];
  tasks: Task[];
  project?: AppProject;
  destination?: Awaited<ReturnType<Destinations['find']>>;
}

/** Compares an Application's Git revision with what lives; what stands in the way becomes a condition. */
export async function compareApplication(
  app: Application,
  from: { git: GitRepositories; home: Cluster; destinations: Destinations },
  revision?: string,
): Promise<Comparison> {
  const { project: projectName, source, destination: wanted } = app.spec;
  const result: Comparison = {
    sync: 'Unknown',
    health: 'Unknown',
    conditions: [],
    tasks: [],
  };
  const fail = (type: string, message: string) => {
    result.conditions.push({ type, message });
    return result;
  };
  const projects = await from.home.list<AppProject>(
    'argoproj.io/v1alpha1',
    'AppProject',
  );
  const project = projects.find(
    p =>
      p.metadata.name === projectName &&
      p.metadata.namespace === app.metadata.namespace,
  );
  if (!project)
    return fail(
      'InvalidSpecError',
      `Application referencing project ${projectName} which does not exist`,
    );
  if (!source || app.spec.sources || source.chart)
    return fail(
      'InvalidSpecError',
      'the sandbox reads a single Git source with a path only',
    );
  if (!permitsSource(project, source.repoURL))
    return fail(
      'InvalidSpecError',
      `application repo ${source.repoURL} is not permitted in project '${projectName}'`,
    );
  try {
    result.destination = await from.destinations.find(wanted);
  } catch (error) {
    return fail('InvalidSpecError', (error as Error).message);
  }
  const { destination } = result;
  if (!permitsDestination(project, destination))
    return fail(
      'InvalidSpecError',
      `application destination server '${destination.server}' and namespace '${wanted.namespace}' do not match any of the allowed destinations in project '${projectName}'`,
    );
  result.project = project;

  const { cluster } = destination;
  try {
    result.revision = await from.git.resolve(
      source.repoURL,
      revision ?? source.targetRevision ?? 'HEAD',
    );
    const tree = await from.git.tree(source.repoURL, result.revision);
    const objects = loadManifests(tree, source.path ?? '.');
    const probe = cluster.kind('v1', 'Namespace');
    await probe.ready;
    if (probe.error) throw new LiveStateError(cluster, probe.error);
    result.tasks = await tasksOf(app, objects, cluster);
  } catch (error) {
    const problem = error as Error;
    const live = problem instanceof LiveStateError;
    return fail(
      'ComparisonError',
      live
        ? problem.message
        : `Failed to load target state: failed to generate manifest for source 1 of 1: rpc error: code = Unknown desc = ${problem.message}`,
    );
  }
  for (const { status, live } of result.tasks) {
    const other = live?.metadata.annotations?.[trackingId]?.split(':')[0];
    if (other && other !== app.metadata.name)
      result.conditions.push({
        type: 'SharedResourceWarning',
        message: `${status.kind}/${status.name} is part of applications ${app.metadata.namespace}/${app.metadata.name} and ${other}`,
      });
  }
  result.sync = result.tasks.some(task => task.status.status !== 'Synced')
    ? 'OutOfSync'
    : 'Synced';
  result.health = worstHealth(
    result.tasks
      .filter(task => task.desired)
      .map(task => task.status.health?.status),
  );
  return result;
}

class LiveStateError extends Error {
  constructor(
    { client: { server } }: Cluster,
    cause: Error & { code?: unknown },
  ) {
    const why =
      cause.code === 'ECONNREFUSED'
        ? `dial tcp ${new URL(server).host}: connect: connection refused`
        : cause.message;
    super(
      `Failed to load live state: failed to get cluster info for "${server}": error synchronizing cache state : failed to get server version: Get "${server}/version?timeout=32s": ${why}`,
      { cause },
    );
  }
}

async function tasksOf(
  app: Application,
  objects: KubeObject[],
  cluster: Cluster,
): Promise<Task[]> {
  const tasks: Task[] = [];
  const wanted = new Set<string>();
  const kinds = new Set(
    (app.status?.resources ?? []).map(
      r => `${r.group ? `${r.group}/` : ''}${r.version} ${r.kind}`,
    ),
  );
  for (const object of objects) {
    const { apiVersion, kind, metadata } = object;
    const resource = await cluster.client.resource(object);
    const namespaced = resource?.namespaced ?? true;
    const namespace = namespaced
      ? metadata.namespace ?? app.spec.destination.namespace
      : undefined;
    const id = `${app.metadata.name}:${groupOf(object)}/${kind}:${
      namespace ?? ''
    }/${metadata.name}`;
    const annotations = { ...metadata.annotations, [trackingId]: id };
    const desired: KubeObject = {
      ...object,
      metadata: { ...metadata, ...(namespace && { namespace }), annotations },
    };
    wanted.add(`${apiVersion} ${kind} ${keyOf(desired)}`);
    if (resource) kinds.add(`${apiVersion} ${kind}`);
    const live =
      resource &&
      (await cluster.list(apiVersion, kind)).find(
        o => keyOf(o) === keyOf(desired),
      );
    const patch = live && planObject(desired, live);
    const health = live ? healthOf(live) : { status: 'Missing' };
    tasks.push({
      desired,
      live,
      patch,
      namespaced,
      status: {
        ...statusOf(desired),
        status: live && !patch ? 'Synced' : 'OutOfSync',
        ...(health && { health }),
      },
    });
  }
  for (const type of kinds) {
    const [apiVersion, kind] = type.split(' ');
    for (const live of await cluster.list(apiVersion, kind)) {
      const id = live.metadata.annotations?.[trackingId];
      const ours =
        id === `${app.metadata.name}:${groupOf(live)}/${kind}:${keyOf(live)}`;
      if (!ours || wanted.has(`${type} ${keyOf(live)}`)) continue;
      tasks.push({
        live,
        namespaced: Boolean(live.metadata.namespace),
        status: { ...statusOf(live), requiresPruning: true },
      });
    }
  }
  return tasks;
}

function statusOf(object: KubeObject): ResourceStatus {
  const { namespace, name, annotations } = object.metadata;
  const group = groupOf(object);
  const wave = Number(annotations?.['argocd.argoproj.io/sync-wave'] ?? 0);
  return {
    ...(group && { group }),
    version: object.apiVersion.split('/').pop() ?? '',
    kind: object.kind,
    ...(namespace && { namespace }),
    name,
    status: 'OutOfSync',
    ...(wave && { syncWave: wave }),
  };
}
