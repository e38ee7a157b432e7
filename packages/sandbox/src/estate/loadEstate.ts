import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { Manifest } from '../controllers/KubeObject';
import { PlayedStatus } from '../controllers/playStatuses';
import { SeedCommit } from '../git';

/** Where the estate's repository is said to be in the data files; seeding puts the real address there. */
const written = 'https://git.acme.example/estate.git';

/** A change that somebody makes by hand when an Application has come to a state. */
export interface Edit {
  cluster: string;
  when: { cluster: string; application: string; sync: string };
  object: Manifest;
  patch: object;
}
/** The platform's configuration, as far as the sandbox sets things up by it. */
export interface PlatformConfig {
  /** Who runs the platform, as entity references. */
  admins?: string[];
  environments: Array<{
    name: string;
    cluster: string;
    argocd: { cluster: string; destination: { name?: string } };
    /** Whether teams may act there. */
    actions?: object;
  }>;
}
/** The demo estate, read from its data files. */
export interface Estate {
  platform: PlatformConfig;
  commits: SeedCommit[];
  /** Objects that are there before anything is synced, by cluster. */
  objects(cluster: string): Promise<Manifest[]>;
  statuses: PlayedStatus[];
  edits: Edit[];
}

/** The folder with the estate's data. */
// eslint-disable-next-line no-restricted-syntax -- it runs from its source only
export const estateDir = join(__dirname, '..', '..', 'estate');

/** Reads one estate (`acme`, or `single` for one foreign cluster), with the address of its repository put in. */
export async function loadEstate(
  name: string,
  repository: string,
  cluster = '',
): Promise<Estate> {
  const dir = join(estateDir, name);
  const read = async (file: string) =>
    (await readFile(join(dir, file), 'utf8'))
      .replaceAll(written, repository)
      .replaceAll('this-cluster', JSON.stringify(cluster));
  const own = parse(await read('estate.yaml'));
  const statuses = (await read('../statuses.yaml')).replaceAll(
    'this-gateway-controller',
    own.gatewayController,
  );
  const tree = join(dir, 'git');
  const files = new Map<string, string>();
  for (const path of (await readdir(tree, { recursive: true })).sort()) {
    const isFile = (await stat(join(tree, path))).isFile();
    if (isFile) {
      files.set(path, await read(join('git', path)));
    }
  }
  return {
    platform: parse(await read('platform.yaml')),
    commits: splitCommits(files, own.commits),
    statuses: [...own.statuses, ...parse(statuses)],
    edits: own.edits ?? [],
    objects: async of => documents(await read(`clusters/${of}.yaml`)),
  };
}

/** The CustomResourceDefinitions that the sandbox's clusters serve. */
export async function loadCrds(): Promise<object[]> {
  const dir = join(estateDir, 'crds');
  const names = (await readdir(dir)).sort();
  const read = (name: string) => readFile(join(dir, name), 'utf8');
  return (await Promise.all(names.map(read))).map(text => JSON.parse(text));
}

/** The objects of a YAML text with several documents. */
export function documents(text: string): Manifest[] {
  return parseAllDocuments(text)
    .map(document => document.toJS())
    .filter(Boolean);
}

interface WrittenCommit extends Omit<SeedCommit, 'files' | 'date'> {
  date: string;
  paths: string[];
}

/** Gives every file to the last commit that names its folder. */
function splitCommits(
  files: Map<string, string>,
  commits: WrittenCommit[],
): SeedCommit[] {
  const ownerOf = (file: string) =>
    commits.findLast(({ paths }) => paths.some(path => file.startsWith(path)));
  return commits.map(commit => {
    const own = [...files].filter(([path]) => ownerOf(path) === commit);
    const date = Date.parse(commit.date) / 1000;
    return { ...commit, date, files: new Map(own) };
  });
}
