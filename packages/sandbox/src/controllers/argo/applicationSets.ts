import { GitRepositories } from '../../git';
import { Cluster } from '../Cluster';
import { KubeObject, ownedBy } from '../KubeObject';
import { equal, isObject, mergePatch } from '../mergePatch';
import { glob } from './AppProject';

interface GitGenerator {
  repoURL: string;
  revision: string;
  directories?: Array<{ path: string; exclude?: boolean }>;
}
interface ApplicationSet extends KubeObject {
  spec: {
    goTemplate?: boolean;
    generators: Array<{ git?: GitGenerator }>;
    template: KubeObject;
    templatePatch?: string;
    strategy?: object;
    syncPolicy?: {
      applicationsSync?: string;
      preserveResourcesOnDeletion?: boolean;
    };
  };
  status?: {
    conditions?: Array<{
      type: string;
      status: string;
      lastTransitionTime: string;
    }>;
  };
}

const api = 'argoproj.io/v1alpha1';

/** Makes, changes and removes the Applications of all ApplicationSets of a namespace. */
export async function reconcileApplicationSets(
  home: Cluster,
  git: GitRepositories,
  namespace: string,
): Promise<void> {
  const sets = await home.list<ApplicationSet>(api, 'ApplicationSet');
  const apps = (await home.list(api, 'Application')).filter(
    app => app.metadata.namespace === namespace,
  );
  const mine = sets.filter(set => set.metadata.namespace === namespace);
  for (const set of mine) {
    const existing = apps.filter(app =>
      app.metadata.ownerReferences?.some(owner => isOwner(owner, set)),
    );
    if (set.metadata.deletionTimestamp) continue;
    let message = '';
    try {
      await converge(home, set, existing, apps, await generate(set, git));
    } catch (error) {
      message = (error as Error).message;
    }
    await home
      .writeStatus(set, { ...set.status, conditions: conditions(set, message) })
      .catch(() => {});
  }
  // What Kubernetes' garbage collector would do; where it runs, this finds nothing.
  const orphans = apps.filter(
    app =>
      app.metadata.ownerReferences?.length &&
      !mine.some(set =>
        app.metadata.ownerReferences?.some(owner => isOwner(owner, set)),
      ),
  );
  for (const app of orphans)
    if (!app.metadata.deletionTimestamp) await home.client.delete(app);
}

function isOwner(owner: object, set: ApplicationSet): boolean {
  return 'uid' in owner && owner.uid === set.metadata.uid;
}

async function generate(
  set: ApplicationSet,
  git: GitRepositories,
): Promise<KubeObject[]> {
  const { goTemplate, generators, template, templatePatch, strategy } =
    set.spec;
  if (!goTemplate || templatePatch || strategy)
    throw new Error(
      'the sandbox knows ApplicationSets with goTemplate, without templatePatch and strategy',
    );
  const wanted: KubeObject[] = [];
  for (const generator of generators) {
    const { git: source, ...others } = generator;
    if (!source?.directories || Object.keys(others).length)
      throw new Error('the sandbox knows the git directory generator only');
    const tree = await git.tree(
      source.repoURL,
      await git.resolve(source.repoURL, source.revision),
    );
    const matches = (path: string, exclude: boolean) =>
      source.directories?.some(
        item =>
          Boolean(item.exclude) === exclude &&
          item.path.split('/').length === path.split('/').length &&
          item.path
            .split('/')
            .every((part, i) => glob(part, path.split('/')[i])),
      );
    const directories = new Set(
      [...tree.keys()].flatMap(file =>
        file
          .split('/')
          .slice(0, -1)
          .map((_, i, parts) => parts.slice(0, i + 1).join('/')),
      ),
    );
    for (const path of directories) {
      if (!matches(path, false) || matches(path, true)) continue;
      const { metadata, spec } = fill(template, path) as KubeObject;
      wanted.push({
        apiVersion: api,
        kind: 'Application',
        metadata: {
          ...metadata,
          namespace: set.metadata.namespace,
          ownerReferences: [ownedBy(set)],
        },
        spec,
      });
    }
  }
  return wanted;
}

/** Fills the few documented expressions of a git directory generator; anything else is refused. */
function fill(value: unknown, path: string): unknown {
  if (Array.isArray(value)) return value.map(item => fill(item, path));
  if (isObject(value))
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [
        fill(key, path),
        fill(item, path),
      ]),
    );
  if (typeof value !== 'string') return value;
  const segments = path.split('/');
  return value.replace(/\{\{-?\s*(.*?)\s*-?\}\}/g, (_, expression: string) => {
    if (expression === '.path.path') return path;
    if (expression === '.path.basename') return segments[segments.length - 1];
    if (expression === '.path.basenameNormalized')
      return segments[segments.length - 1]
        .toLowerCase()
        .replace(/[^a-z0-9.-]/g, '-');
    const [, index] = /^index \.path\.segments (\d+)$/.exec(expression) ?? [];
    if (index && segments[Number(index)]) return segments[Number(index)];
    throw new Error(
      `failed to execute go template {{${expression}}}: the sandbox does not know it`,
    );
  });
}

async function converge(
  home: Cluster,
  set: ApplicationSet,
  existing: KubeObject[],
  all: KubeObject[],
  wanted: KubeObject[],
) {
  const { applicationsSync: policy = 'sync' } = set.spec.syncPolicy ?? {};
  const names = wanted.map(app => app.metadata.name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice)
    throw new Error(
      `ApplicationSet ${set.metadata.name} contains applications with duplicate name: ${twice}`,
    );
  for (const app of wanted) {
    const live = existing.find(
      ({ metadata }) => metadata.name === app.metadata.name,
    );
    if (!live) {
      if (all.some(({ metadata }) => metadata.name === app.metadata.name))
        throw new Error(
          `Object ${app.metadata.namespace}/${app.metadata.name} is already owned by another controller`,
        );
      await home.create(app);
    } else if (policy !== 'create-only' && policy !== 'create-delete') {
      const { labels = {}, annotations = {} } = app.metadata;
      const meta = mergePatch(
        {},
        {
          labels: { ...live.metadata.labels, ...labels },
          annotations: { ...live.metadata.annotations, ...annotations },
        },
      );
      const same =
        equal(live.spec, app.spec) &&
        equal(
          { ...live.metadata.labels, ...labels },
          live.metadata.labels ?? {},
        ) &&
        equal(
          { ...live.metadata.annotations, ...annotations },
          live.metadata.annotations ?? {},
        );
      if (!same)
        await home.patch(live, {
          metadata: meta,
          spec: mergePatch(live.spec ?? {}, app.spec ?? {}) ?? {},
        });
    }
  }
  if (policy === 'create-only' || policy === 'create-update') return;
  for (const app of existing) {
    if (!names.includes(app.metadata.name) && !app.metadata.deletionTimestamp)
      await home.client.delete(app);
  }
}

function conditions(set: ApplicationSet, error: string) {
  const time = new Date().toISOString().replace(/\.\d+/, '');
  return [
    {
      type: 'ErrorOccurred',
      status: error ? 'True' : 'False',
      reason: error
        ? 'ApplicationGenerationFromParamsError'
        : 'ApplicationSetUpToDate',
      message: error || 'All applications have been generated successfully',
    },
    {
      type: 'ParametersGenerated',
      status: error ? 'False' : 'True',
      reason: error ? 'ErrorOccurred' : 'ParametersGenerated',
      message:
        error || 'Successfully generated parameters for all Applications',
    },
    {
      type: 'ResourcesUpToDate',
      status: error ? 'False' : 'True',
      reason: error
        ? 'ApplicationGenerationFromParamsError'
        : 'ApplicationSetUpToDate',
      message: error || 'All applications have been generated successfully',
    },
  ].map(condition => {
    const old = set.status?.conditions?.find(
      ({ type }) => type === condition.type,
    );
    return {
      ...condition,
      lastTransitionTime:
        old?.status === condition.status ? old.lastTransitionTime : time,
    };
  });
}
