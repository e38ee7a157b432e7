import { GitRepositories, GitTree } from '../../git';
import { Cluster } from '../Cluster';
import { KubeObject, Manifest, now, ownedBy } from '../KubeObject';
import { isObject, mergePatch } from '../mergePatch';
import { glob } from './AppProject';

interface Directory {
  path: string;
  exclude?: boolean;
}
interface GitGenerator {
  repoURL: string;
  revision: string;
  directories?: Directory[];
}
interface Spec {
  goTemplate?: boolean;
  generators: Array<{ git?: GitGenerator }>;
  template: KubeObject;
  templatePatch?: string;
  strategy?: object;
  syncPolicy?: { applicationsSync?: string };
}
interface Condition {
  type: string;
  status: string;
  lastTransitionTime: string;
}
type ApplicationSet = KubeObject<Spec, { conditions?: Condition[] }>;

const api = 'argoproj.io/v1alpha1';

/** Makes, changes and removes the Applications of all ApplicationSets of a namespace. */
export async function reconcileApplicationSets(
  home: Cluster,
  git: GitRepositories,
  namespace: string,
): Promise<void> {
  const inside = ({ metadata }: Manifest) => metadata.namespace === namespace;
  const all = await home.list<ApplicationSet>(api, 'ApplicationSet');
  const apps = (await home.list(api, 'Application')).filter(inside);
  const sets = all.filter(inside);
  for (const set of sets) {
    const problem = await generate(set, git)
      .then(wanted => converge(home, set, apps, wanted))
      .then(() => '')
      .catch(error => error.message);
    const conditions = conditionsOf(set, problem);
    await home.writeStatus(set, { ...set.status, conditions });
  }
  // What Kubernetes' garbage collector would do; where it runs, this finds nothing.
  for (const app of apps) {
    const [owner] = app.metadata.ownerReferences ?? [];
    const lost = !sets.some(({ metadata }) => metadata.uid === owner?.uid);
    if (owner?.kind === 'ApplicationSet' && lost) {
      await remove(home, app);
    }
  }
}

async function generate(
  { spec, metadata, ...set }: ApplicationSet,
  git: GitRepositories,
): Promise<Manifest[]> {
  if (!spec.goTemplate || spec.templatePatch || spec.strategy) {
    throw new Error(
      'the sandbox knows ApplicationSets with goTemplate, without templatePatch and strategy',
    );
  }
  const wanted: Manifest[] = [];
  for (const { git: source, ...others } of spec.generators) {
    if (!source?.directories || Object.keys(others).length) {
      throw new Error('the sandbox knows the git directory generator only');
    }
    const { repoURL, revision, directories } = source;
    const sha = await git.resolve(repoURL, revision);
    const paths = select(await git.tree(repoURL, sha), directories);
    for (const path of paths) {
      const made = fill(spec.template, path) as KubeObject;
      const { namespace } = metadata;
      const ownerReferences = ownedBy({ ...set, metadata });
      wanted.push({
        apiVersion: api,
        kind: 'Application',
        metadata: { ...made.metadata, namespace, ownerReferences },
        spec: made.spec,
      });
    }
  }
  return wanted;
}

/** The directories of a tree that are wanted and not excluded; `*` never crosses a `/`. */
function select(tree: GitTree, directories: Directory[]): string[] {
  const paths = new Set<string>();
  for (const file of tree.keys()) {
    const parts = file.split('/').slice(0, -1);
    parts.forEach((_, i) => paths.add(parts.slice(0, i + 1).join('/')));
  }
  const matches = ({ path: pattern }: Directory, path: string) => {
    const [patterns, parts] = [pattern.split('/'), path.split('/')];
    const each = (one: string, i: number) => glob(one, parts[i]);
    return patterns.length === parts.length && patterns.every(each);
  };
  return [...paths].filter(path => {
    const found = directories.filter(one => matches(one, path));
    return found.length > 0 && !found.some(({ exclude }) => exclude);
  });
}

/** Fills the few documented expressions of a git directory generator; anything else is refused. */
function fill(value: unknown, path: string): unknown {
  if (Array.isArray(value)) {
    return value.map(item => fill(item, path));
  }
  if (isObject(value)) {
    const entries = Object.entries(value);
    return Object.fromEntries(
      entries.map(([key, item]) => [fill(key, path), fill(item, path)]),
    );
  }
  if (typeof value !== 'string') {
    return value;
  }
  const segments = path.split('/');
  const basename = segments[segments.length - 1];
  const known = new Map([
    ['.path.path', path],
    ['.path.basename', basename],
    ['.path.basenameNormalized', basename.replace(/[^a-z0-9.-]/gi, '-')],
  ]);
  segments.forEach((one, i) => known.set(`index .path.segments ${i}`, one));
  return value.replace(/\{\{-?\s*(.*?)\s*-?\}\}/g, (all, expression) => {
    const text = known.get(expression);
    if (text !== undefined) {
      return text;
    }
    throw new Error(
      `failed to execute go template ${all}: the sandbox does not know it`,
    );
  });
}

async function converge(
  home: Cluster,
  { metadata: { name, uid }, spec }: ApplicationSet,
  apps: KubeObject[],
  wanted: Manifest[],
) {
  const { applicationsSync: policy = 'sync' } = spec.syncPolicy ?? {};
  const names = wanted.map(app => app.metadata.name);
  const twice = names.find((one, i) => names.indexOf(one) !== i);
  if (twice) {
    throw new Error(
      `ApplicationSet ${name} contains applications with duplicate name: ${twice}`,
    );
  }
  const isOwn = (app: Manifest) =>
    app.metadata.ownerReferences?.[0]?.uid === uid;
  for (const app of wanted) {
    const { labels, annotations } = app.metadata;
    const key = `${app.metadata.namespace}/${app.metadata.name}`;
    const live = apps.find(one => one.metadata.name === app.metadata.name);
    if (live && !isOwn(live)) {
      throw new Error(`Object ${key} is already owned by another controller`);
    }
    if (!live) {
      await home.create(app);
    } else if (['sync', 'create-update'].includes(policy)) {
      const old = { metadata: live.metadata, spec: live.spec };
      const metadata = {
        ...live.metadata,
        labels: { ...live.metadata.labels, ...labels },
        annotations: { ...live.metadata.annotations, ...annotations },
      };
      const change = mergePatch(old, { metadata, spec: app.spec });
      if (change) {
        await home.patch(live, change);
      }
    }
  }
  if (!['sync', 'create-delete'].includes(policy)) {
    return;
  }
  for (const app of apps.filter(isOwn)) {
    if (!names.includes(app.metadata.name)) {
      await remove(home, app);
    }
  }
}

async function remove({ client }: Cluster, app: Manifest) {
  if (!app.metadata.deletionTimestamp) {
    await client.delete(app);
  }
}

function conditionsOf(set: ApplicationSet, problem: string): Condition[] {
  const good = 'All applications have been generated successfully';
  const failed = 'ApplicationGenerationFromParamsError';
  return ['ErrorOccurred', 'ParametersGenerated', 'ResourcesUpToDate'].map(
    type => {
      const is = (type === 'ErrorOccurred') === Boolean(problem);
      const status = is ? 'True' : 'False';
      const old = set.status?.conditions?.find(one => one.type === type);
      const since = old?.status === status && old.lastTransitionTime;
      const reason = problem ? failed : 'ApplicationSetUpToDate';
      const message = problem || good;
      return {
        type,
        status,
        reason,
        message,
        lastTransitionTime: since || now(),
      };
    },
  );
}
