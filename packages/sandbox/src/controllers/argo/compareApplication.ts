import { GitRepositories } from '../../git';
import { Cluster } from '../Cluster';
import { groupOf, keyOf, KubeObject, Manifest } from '../KubeObject';
import { Application, Condition, ResourceStatus } from './Application';
import { AppProject, permitsDestination, permitsSource } from './AppProject';
import { Destinations } from './Destinations';
import { healthOf, worstHealth } from './healthOf';
import { loadManifests } from './loadManifests';
import { planObject } from './planObject';

const trackingId = 'argocd.argoproj.io/tracking-id';

/** One object of an Application: as Git wants it, as it lives, and what it takes. */
export interface Task {
  desired?: Manifest;
  live?: KubeObject;
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

class InvalidSpec extends Error {}

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
    const leaving = Boolean(app.metadata.deletionTimestamp);
    const found = await from.destinations
      .find(app.spec.destination)
      .catch(({ message }) => {
        throw new InvalidSpec(message);
      });
    result.destination = found;
    const objects = leaving
      ? []
      : await targetState(app, from, result, revision);
    await requireLive(found.cluster);
    result.tasks = await tasksOf(app, objects, found.cluster);
  } catch (error) {
    const type =
      error instanceof InvalidSpec ? 'InvalidSpecError' : 'ComparisonError';
    result.conditions.push({ type, message: (error as Error).message });
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
  result.sync = result.tasks.every(({ status }) => status.status === 'Synced')
    ? 'Synced'
    : 'OutOfSync';
  result.health = worstHealth(
    wanted.map(({ status }) => status.health?.status),
  );
  return result;
}

async function targetState(
  { metadata, spec }: Application,
  { git, home }: Surroundings,
  result: Comparison,
  revision?: string,
): Promise<Manifest[]> {
  const {
    project: name,
    source,
    sources,
    destination: { namespace },
  } = spec;
  const projects = await home.list<AppProject>(
    'argoproj.io/v1alpha1',
    'AppProject',
  );
  const project = projects.find(
    one =>
      one.metadata.name === name &&
      one.metadata.namespace === metadata.namespace,
  );
  if (!project)
    throw new InvalidSpec(
      `Application referencing project ${name} which does not exist`,
    );
  if (!source || sources || source.chart)
    throw new InvalidSpec(
      'the sandbox reads a single Git source with a path only',
    );
  const { repoURL, path = '.', targetRevision = 'HEAD' } = source;
  if (!permitsSource(project, repoURL))
    throw new InvalidSpec(
      `application repo ${repoURL} is not permitted in project '${name}'`,
    );
  const to = { ...result.destination, namespace };
  if (!permitsDestination(project, to))
    throw new InvalidSpec(
      `application destination server '${to.server}' and namespace '${namespace}' do not match any of the allowed destinations in project '${name}'`,
    );
  result.project = project;
  try {
    result.revision = await git.resolve(repoURL, revision ?? targetRevision);
    return loadManifests(await git.tree(repoURL, result.revision), path);
  } catch (error) {
    throw new Error(
      `Failed to load target state: failed to generate manifest for source 1 of 1: rpc error: code = Unknown desc = ${
        (error as Error).message
      }`,
    );
  }
}

async function requireLive(cluster: Cluster) {
  const { server } = cluster.client;
  const probe = cluster.kind('v1', 'Namespace');
  await probe.ready;
  if (!probe.error) return;
  const refused = 'code' in probe.error && probe.error.code === 'ECONNREFUSED';
  const why = refused
    ? `dial tcp ${new URL(server).host}: connect: connection refused`
    : probe.error.message;
  throw new Error(
    `Failed to load live state: failed to get cluster info for "${server}": error synchronizing cache state : failed to get server version: Get "${server}/version?timeout=32s": ${why}`,
  );
}

async function tasksOf(
  app: Application,
  objects: Manifest[],
  cluster: Cluster,
): Promise<Task[]> {
  const { name: owner } = app.metadata;
  const idOf = (object: Manifest) =>
    `${owner}:${groupOf(object)}/${object.kind}:${keyOf(object)}`;
  const tasks: Task[] = [];
  const kinds = new Set(
    (app.status?.resources ?? []).map(
      ({ group, version, kind }) =>
        `${group ? `${group}/` : ''}${version} ${kind}`,
    ),
  );
  for (const object of objects) {
    const { apiVersion, kind, metadata } = object;
    const resource = await cluster.client.resource(object);
    const namespaced = resource?.namespaced ?? true;
    const namespace = namespaced
      ? metadata.namespace ?? app.spec.destination.namespace
      : undefined;
    const named = {
      ...object,
      metadata: { ...metadata, ...(namespace && { namespace }) },
    };
    const annotations = { ...metadata.annotations, [trackingId]: idOf(named) };
    const desired: Manifest = {
      ...named,
      metadata: { ...named.metadata, annotations },
    };
    if (resource) kinds.add(`${apiVersion} ${kind}`);
    const live =
      resource &&
      (await cluster.list(apiVersion, kind)).find(
        one => keyOf(one) === keyOf(desired),
      );
    const health = live ? healthOf(live) : { status: 'Missing' };
    const status = {
      ...statusOf(desired),
      status: live && !planObject(desired, live) ? 'Synced' : 'OutOfSync',
      ...(health && { health }),
    };
    tasks.push({ desired, live, namespaced, status });
  }
  const wanted = new Set(tasks.map(({ desired }) => desired && idOf(desired)));
  for (const type of kinds) {
    const [apiVersion, kind] = type.split(' ');
    for (const live of await cluster.list(apiVersion, kind)) {
      const ours = live.metadata.annotations?.[trackingId] === idOf(live);
      if (!ours || wanted.has(idOf(live))) continue;
      tasks.push({
        live,
        namespaced: Boolean(live.metadata.namespace),
        status: { ...statusOf(live), requiresPruning: true },
      });
    }
  }
  return tasks;
}

function statusOf(object: Manifest): ResourceStatus {
  const { namespace, name, annotations } = object.metadata;
  const [version, group] = object.apiVersion.split('/').reverse();
  const syncWave = Number(annotations?.['argocd.argoproj.io/sync-wave'] ?? 0);
  return {
    ...(group && { group }),
    version,
    kind: object.kind,
    ...(namespace && { namespace }),
    name,
    status: 'OutOfSync',
    ...(syncWave && { syncWave }),
  };
}
