import { GitRepositories } from '../../git';
import { Cluster } from '../Cluster';
import { groupOf, keyOf, KubeObject, Manifest } from '../KubeObject';
import { Application, Condition, Health, ResourceStatus } from './Application';
import { AppProject, permitsDestination, permitsSource } from './AppProject';
import { Destinations, Found } from './Destinations';
import { healthOf, worstHealth } from './healthOf';
import { loadManifests } from './loadManifests';
import { planObject } from './planObject';

const trackingId = 'argocd.argoproj.io/tracking-id';

/** One object of an Application: as Git wants it, and as it lives. */
export interface Task {
  desired?: Manifest;
  live?: KubeObject;
  namespaced: boolean;
  status: ResourceStatus;
  /** Only in memory: by default Argo CD writes the health of single objects nowhere. */
  health?: Health;
}
/** An Application, its Git and its cluster laid side by side. */
export interface Comparison {
  sync: string;
  health: string;
  revision?: string;
  conditions: Condition[];
  tasks: Task[];
  project?: AppProject;
  destination?: Found;
}
/** Where an Argo CD reads and writes. */
export interface Surroundings {
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
  const { name, deletionTimestamp } = app.metadata;
  const say = (type: string, message: string) =>
    result.conditions.push({ type, message });
  try {
    const wanted = app.spec.destination;
    const found = await from.destinations.find(wanted).catch(error => {
      throw new InvalidSpec(error.message);
    });
    result.destination = found;
    const objects = deletionTimestamp
      ? []
      : await targetState(app, from, result, revision);
    await requireLive(found.cluster);
    result.tasks = [
      ...(await desiredTasks(app, objects, found.cluster)),
      ...(await staleTasks(app, objects, found.cluster)),
    ];
  } catch (error) {
    const { message } = error as Error;
    const invalid = error instanceof InvalidSpec;
    say(invalid ? 'InvalidSpecError' : 'ComparisonError', message);
    return result;
  }
  for (const { status, live } of result.tasks) {
    const id = live?.metadata.annotations?.[trackingId] ?? name;
    const [other] = id.split(':');
    const shared = `${status.kind}/${status.name} is part of applications`;
    const both = `${keyOf(app)} and ${other}`;
    if (other !== name) {
      say('SharedResourceWarning', `${shared} ${both}`);
    }
  }
  const { tasks } = result;
  const synced = tasks.every(({ status }) => status.status === 'Synced');
  // What is missing shows as OutOfSync; only where nothing lives at all is the Application itself missing.
  const gone = tasks.length > 0 && tasks.every(({ live }) => !live);
  result.sync = synced ? 'Synced' : 'OutOfSync';
  result.health = gone
    ? 'Missing'
    : worstHealth(tasks.map(({ health }) => health?.status));
  return result;
}

async function targetState(
  { metadata, spec }: Application,
  { git, home }: Surroundings,
  result: Comparison,
  revision?: string,
): Promise<Manifest[]> {
  const { project: name, source, sources, destination } = spec;
  const api = 'argoproj.io/v1alpha1';
  const projects = await home.list<AppProject>(api, 'AppProject');
  const key = `${metadata.namespace}/${name}`;
  const project = projects.find(one => keyOf(one) === key);
  const invalid = (message: string) => new InvalidSpec(message);
  if (!project) {
    throw invalid(
      `Application referencing project ${name} which does not exist`,
    );
  }
  if (!source || sources || source.chart) {
    throw invalid('the sandbox reads a single Git source with a path only');
  }
  const { repoURL, path = '.', targetRevision = 'HEAD' } = source;
  if (!permitsSource(project, repoURL)) {
    throw invalid(
      `application repo ${repoURL} is not permitted in project '${name}'`,
    );
  }
  const { namespace } = destination;
  const to = { ...result.destination, namespace };
  if (!permitsDestination(project, to)) {
    throw invalid(
      `application destination server '${to.server}' and namespace '${namespace}' do not match any of the allowed destinations in project '${name}'`,
    );
  }
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
  if (!probe.error) {
    return;
  }
  const { message } = probe.error;
  const { host } = new URL(server);
  const why = message.includes('ECONNREFUSED')
    ? `dial tcp ${host}: connect: connection refused`
    : message;
  throw new Error(
    `Failed to load live state: failed to get cluster info for "${server}": error synchronizing cache state : failed to get server version: Get "${server}/version?timeout=32s": ${why}`,
  );
}

function idOf(app: Application, object: Manifest): string {
  const type = `${groupOf(object)}/${object.kind}`;
  return `${app.metadata.name}:${type}:${keyOf(object)}`;
}

async function desiredTasks(
  app: Application,
  objects: Manifest[],
  cluster: Cluster,
): Promise<Task[]> {
  const tasks = objects.map(async ({ metadata, ...object }): Promise<Task> => {
    const { apiVersion, kind } = object;
    const resource = await cluster.client.resource({ apiVersion, kind });
    const namespaced = resource?.namespaced ?? true;
    const desired: Manifest = { ...object, apiVersion, kind, metadata };
    const namespace = metadata.namespace ?? app.spec.destination.namespace;
    if (namespaced) {
      desired.metadata = { ...metadata, namespace };
    }
    const id = { [trackingId]: idOf(app, desired) };
    const annotations = { ...metadata.annotations, ...id };
    desired.metadata = { ...desired.metadata, annotations };
    const known = resource ? await cluster.list(apiVersion, kind) : [];
    const live = known.find(one => keyOf(one) === keyOf(desired));
    const synced = live && !planObject(desired, live);
    const health = live && judgedHealth(live);
    const status = {
      ...statusOf(desired),
      status: synced ? 'Synced' : 'OutOfSync',
    };
    return { desired, live, namespaced, status, health };
  });
  return Promise.all(tasks);
}

/** What the Application has made and Git no longer has, of the kinds it has or had. */
async function staleTasks(
  app: Application,
  objects: Manifest[],
  cluster: Cluster,
): Promise<Task[]> {
  const namespace = app.spec.destination.namespace ?? '';
  const keys = objects.flatMap(one => {
    const key = `${groupOf(one)} ${one.kind} `;
    const named = `${key}${namespace}/${one.metadata.name}`;
    return [`${key}${keyOf(one)}`, ...(one.metadata.namespace ? [] : [named])];
  });
  const had = (app.status?.resources ?? []).map(({ group, version, kind }) => ({
    apiVersion: group ? `${group}/${version}` : version,
    kind,
  }));
  const types = [...had, ...objects].map(o => `${o.apiVersion} ${o.kind}`);
  const lists = [...new Set(types)].map(type => {
    const [apiVersion, kind] = type.split(' ');
    return cluster.list(apiVersion, kind);
  });
  const ours = (await Promise.all(lists))
    .flat()
    .filter(one => one.metadata.annotations?.[trackingId] === idOf(app, one));
  return ours
    .filter(o => !keys.includes(`${groupOf(o)} ${o.kind} ${keyOf(o)}`))
    .map(live => ({
      live,
      namespaced: Boolean(live.metadata.namespace),
      health: judgedHealth(live),
      status: { ...statusOf(live), requiresPruning: true },
    }));
}

function judgedHealth(live: KubeObject): Health | undefined {
  const ignore = 'argocd.argoproj.io/ignore-healthcheck';
  return live.metadata.annotations?.[ignore] === 'true'
    ? undefined
    : healthOf(live);
}

function statusOf({ apiVersion, kind, metadata }: Manifest): ResourceStatus {
  const { namespace, name, annotations } = metadata;
  const [version, group] = apiVersion.split('/').reverse();
  const wave = annotations?.['argocd.argoproj.io/sync-wave'];
  return {
    ...(group && { group }),
    version,
    kind,
    ...(namespace && { namespace }),
    name,
    status: 'OutOfSync',
    ...(Number(wave) && { syncWave: Number(wave) }),
  };
}
