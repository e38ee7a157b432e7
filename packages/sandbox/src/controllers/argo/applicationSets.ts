import { isDeepStrictEqual } from 'node:util';
import { GitRepositories } from '../../git';
import { Cluster } from '../Cluster';
import { KubeObject, Manifest, now, ownedBy } from '../KubeObject';
import { isObject, mergePatch } from '../mergePatch';
import { glob } from './AppProject';

type Directory = { path: string; exclude?: boolean };
type Git = { repoURL: string; revision: string; directories?: Directory[] };
interface Spec {
  goTemplate?: boolean;
  generators: Array<{ git?: Git }>;
  template: KubeObject;
  templatePatch?: string;
  strategy?: object;
  syncPolicy?: { applicationsSync?: string };
}
type Conditions = Array<{
  type: string;
  status: string;
  lastTransitionTime: string;
}>;
type ApplicationSet = KubeObject<Spec, { conditions?: Conditions }>;

const api = 'argoproj.io/v1alpha1';

/** Makes, changes and removes the Applications of all ApplicationSets of a namespace. */
export async function reconcileApplicationSets(
  home: Cluster,
  git: GitRepositories,
  namespace: string,
): Promise<void> {
  const inside = ({ metadata }: Manifest) => metadata.namespace === namespace;
  const sets = (await home.list<ApplicationSet>(api, 'ApplicationSet')).filter(
    inside,
  );
  const apps = (await home.list(api, 'Application')).filter(inside);
  const owns = (set: Manifest, app: Manifest) =>
    app.metadata.ownerReferences?.[0]?.uid === set.metadata.uid;
  for (const set of sets) {
    const own = apps.filter(app => owns(set, app));
    const problem = await generate(set, git)
      .then(wanted => converge(home, set, own, apps, wanted))
      .then(
        () => '',
        ({ message }) => message,
      );
    await home.writeStatus(set, {
      ...set.status,
      conditions: conditions(set, problem),
    });
  }
  // What Kubernetes' garbage collector would do; where it runs, this finds nothing.
  for (const app of apps) {
    const { ownerReferences, deletionTimestamp } = app.metadata;
    const lost =
      ownerReferences?.[0]?.kind === 'ApplicationSet' &&
      !sets.some(set => owns(set, app));
    if (lost && !deletionTimestamp) await home.client.delete(app);
  }
}

async function generate(
  set: ApplicationSet,
  git: GitRepositories,
): Promise<Manifest[]> {
  const { goTemplate, generators, template, templatePatch, strategy } =
    set.spec;
  if (!goTemplate || templatePatch || strategy)
    throw new Error(
      'the sandbox knows ApplicationSets with goTemplate, without templatePatch and strategy',
    );
  const wanted: Manifest[] = [];
  for (const { git: source, ...others } of generators) {
    if (!source?.directories || Object.keys(others).length)
      throw new Error('the sandbox knows the git directory generator only');
    const { repoURL, revision, directories } = source;
    const tree = await git.tree(repoURL, await git.resolve(repoURL, revision));
    const parents = (file: string) =>
      file
        .split('/')
        .slice(0, -1)
        .map((_, i, parts) => parts.slice(0, i + 1));
    const paths = new Map(
      [...tree.keys()].flatMap(parents).map(parts => [parts.join('/'), parts]),
    );
    for (const [path, parts] of paths) {
      const matching = directories.filter(({ path: pattern }) => {
        const patterns = pattern.split('/');
        return (
          patterns.length === parts.length &&
          patterns.every((one, i) => glob(one, parts[i]))
        );
      });
      if (!matching.length || matching.some(({ exclude }) => exclude)) continue;
      const { metadata, spec } = fill(template, path) as KubeObject;
      wanted.push({
        apiVersion: api,
        kind: 'Application',
        metadata: {
          ...metadata,
          namespace: set.metadata.namespace,
          ownerReferences: ownedBy(set),
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
  const basename = segments[segments.length - 1];
  const known = new Map([
    ['.path.path', path],
    ['.path.basename', basename],
    [
      '.path.basenameNormalized',
      basename.toLowerCase().replace(/[^a-z0-9.-]/g, '-'),
    ],
    ...segments.map((segment, i): [string, string] => [
      `index .path.segments ${i}`,
      segment,
    ]),
  ]);
  return value.replace(/\{\{-?\s*(.*?)\s*-?\}\}/g, (_, expression) => {
    const text = known.get(expression);
    if (text === undefined)
      throw new Error(
        `failed to execute go template {{${expression}}}: the sandbox does not know it`,
      );
    return text;
  });
}

async function converge(
  home: Cluster,
  { metadata: { name }, spec }: ApplicationSet,
  own: KubeObject[],
  all: KubeObject[],
  wanted: Manifest[],
) {
  const { applicationsSync: policy = 'sync' } = spec.syncPolicy ?? {};
  const names = wanted.map(app => app.metadata.name);
  const twice = names.find((one, i) => names.indexOf(one) !== i);
  if (twice)
    throw new Error(
      `ApplicationSet ${name} contains applications with duplicate name: ${twice}`,
    );
  for (const app of wanted) {
    const live = own.find(
      ({ metadata }) => metadata.name === app.metadata.name,
    );
    const taken =
      !live && all.some(({ metadata }) => metadata.name === app.metadata.name);
    if (taken)
      throw new Error(
        `Object ${app.metadata.namespace}/${app.metadata.name} is already owned by another controller`,
      );
    if (!live) await home.create(app);
    else if (/^(sync|create-update)$/.test(policy)) {
      const { labels, annotations } = live.metadata;
      const metadata = mergePatch(
        { labels, annotations },
        {
          labels: { ...labels, ...app.metadata.labels },
          annotations: { ...annotations, ...app.metadata.annotations },
        },
      );
      const change = mergePatch(live.spec, app.spec as object);
      const same = isDeepStrictEqual(
        [labels ?? {}, annotations ?? {}],
        [
          { ...labels, ...app.metadata.labels },
          { ...annotations, ...app.metadata.annotations },
        ],
      );
      if (change || !same) await home.patch(live, { metadata, spec: change });
    }
  }
  const gone = own.filter(
    ({ metadata }) =>
      !names.includes(metadata.name) && !metadata.deletionTimestamp,
  );
  if (/^(sync|create-delete)$/.test(policy))
    for (const app of gone) await home.client.delete(app);
}

function conditions(set: ApplicationSet, problem: string): Conditions {
  const reasons = problem
    ? ['ApplicationGenerationFromParamsError', 'ErrorOccurred']
    : ['ApplicationSetUpToDate', 'ParametersGenerated'];
  const message =
    problem || 'All applications have been generated successfully';
  const parameters =
    problem || 'Successfully generated parameters for all Applications';
  return [
    {
      type: 'ErrorOccurred',
      status: problem ? 'True' : 'False',
      reason: reasons[0],
      message,
    },
    {
      type: 'ParametersGenerated',
      status: problem ? 'False' : 'True',
      reason: reasons[1],
      message: parameters,
    },
    {
      type: 'ResourcesUpToDate',
      status: problem ? 'False' : 'True',
      reason: reasons[0],
      message,
    },
  ].map(one => {
    const old = set.status?.conditions?.find(({ type }) => type === one.type);
    return {
      ...one,
      lastTransitionTime:
        old?.status === one.status ? old.lastTransitionTime : now(),
    };
  });
}
