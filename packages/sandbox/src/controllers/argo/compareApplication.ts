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

/** Where an Argo CD reads and writes. */
interface Surroundings {
  git: GitRepositories;
  home: Cluster;
  destinations: Destinations;
}

/** Compares an Application's Git revision with what lives; what stands in the way becomes a condition. Of one that is being deleted, Git wants nothing. */
export async function compareApplication(
  app: Application,
  from: Surroundings,
  revision?: string,
): Promise<Comparison> {
  const result: Comparison = {
    sync: 'Unknown',
    health: 'Unknown',
    conditions: [],
    tasks: [],
  };
  try {
    const objects = app.metadata.deletionTimestamp
      ? []
      : await targetState(app, from, result, revision);
    result.destination ??= await from.destinations
      .find(app.spec.destination)
      .catch(invalid);
    result.tasks = await liveState(app, objects, result.destination.cluster);
  } catch (error) {
    const { message } = error as Error;
    const type =
      error instanceof InvalidSpec ? 'InvalidSpecError' : 'ComparisonError';
    result.conditions.push({ type, message });
    return result;
  }
  const { name, namespace } = app.metadata;
  for (const { status, live } of result.tasks) {
    const other = live?.metadata.annotations?.[trackingId]?.split(':')[0];
    const message = `${status.kind}/${status.name} is part of applications ${namespace}/${name} and ${other}`;
    if (other && other !== name)
      result.conditions.push({ type: 'SharedResourceWarning', message });
  }
  const wanted = result.tasks.filter(task => task.desired);
  result.sync = result.tasks.some(task => task.status.status !== 'Synced')
    ? 'OutOfSync'
    : 'Synced';
  result.health = worstHealth(wanted.map(task => task.status.health?.status));
  return result;
}

class InvalidSpec extends Error {}

function invalid(error: Error): never {
  throw new InvalidSpec(error.message);
}

async function targetState(
  app: Application,
  { git, home, destinations }: Surroundings,
  result: Comparison,
  revision?: string,
): Promise<KubeObject[]> {
  const { project: name, source, sources, destination } = app.spec;
  const projects = await home.list<AppProject>(
    'argoproj.io/v1alpha1',
    'AppProject',
  );
  const project = projects.find(
    ({ metadata }) =>
      metadata.name === name && metadata.namespace === app.metadata.namespace,
  );
  if (!project)
    throw new InvalidSpec(
      `Application referencing project ${name} which does not exist`,
    );
  if (!source || sources || source.chart)
    throw new InvalidSpec(
      'the sandbox reads a single Git source with a path only',
    );
  if (!permitsSource(project, source.repoURL))
    throw new InvalidSpec(
      `application repo ${source.repoURL} is not permitted in project '${name}'`,
    );
  const found = await destinations.find(destination).catch(invalid);
  if (!permitsDestination(project, found))
    throw new InvalidSpec(
      `application destination server '${found.server}' and namespace '${destination.namespace}' do not match any of the allowed destinations in project '${name}'`,
    );
  Object.assign(result, { project, destination: found });
  try {
    result.revision = await git.resolve(
      source.repoURL,
      revision ?? source.targetRevision ?? 'HEAD',
    );
    return loadManifests(
      await git.tree(source.repoURL, result.revision),
      source.path ?? '.',
    );
  } catch (error) {
    throw new Error(
      `Failed to load target state: failed to generate manifest for source 1 of 1: rpc error: code = Unknown desc = ${
        (error as Error).message
      }`,
    );
  }
}

async function liveState(
  app: Application,
  objects: KubeObject[],
  cluster: Cluster,
): Promise<Task[]> {
  const { server } = cluster.client;
  const probe = cluster.kind('v1', 'Namespace');
  await probe.ready;
  const error: (Error & { code?: unknown }) | undefined = probe.error;
  if (!error) return tasksOf(app, objects, cluster);
  const why =
    error.code === 'ECONNREFUSED'
      ? `dial tcp ${new URL(server).host}: connect: connection refused`
      : error.message;
  throw new Error(
    `Failed to load live state: failed to get cluster info for "${server}": error synchronizing cache state : failed to get server version: Get "${server}/version?timeout=32s": ${why}`,
  );
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
