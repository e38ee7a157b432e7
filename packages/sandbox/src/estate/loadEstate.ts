import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
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
  environments: Array<{
    name: string;
    cluster: string;
    argocd: { cluster: string; destination: { name?: string } };
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
  const {
    commits,
    statuses,
    edits = [],
    gatewayController,
  } = parse(await read('estate.yaml'));
  const text = await readFile(join(estateDir, 'statuses.yaml'), 'utf8');
  const common = parse(
    text.replaceAll('this-gateway-controller', gatewayController),
  );
  const tree = join(dir, 'git');
  const files = new Map<string, string>();
  for (const entry of await readdir(tree, {
    recursive: true,
    withFileTypes: true,
  })) {
    const path = relative(tree, join(entry.parentPath, entry.name));
    if (entry.isFile()) files.set(path, await read(join('git', path)));
  }
  return {
    platform: parse(await read('platform.yaml')),
    commits: splitCommits(files, commits),
    statuses: [...statuses, ...common],
    edits,
    objects: async cluster =>
      documents(
        await read(join('clusters', `${cluster}.yaml`)).catch(() => ''),
      ),
  };
}

/** The CustomResourceDefinitions that the sandbox's clusters serve. */
export async function loadCrds(): Promise<object[]> {
  const dir = join(estateDir, 'crds');
  const names = (await readdir(dir)).sort();
  return Promise.all(
    names.map(async name =>
      JSON.parse(await readFile(join(dir, name), 'utf8')),
    ),
  );
}

/** The objects of a YAML text with several documents. */
export function documents(text: string): Manifest[] {
  return parseAllDocuments(text)
    .map(document => document.toJS())
    .filter(Boolean);
}

/** Gives every file to the last commit that names its folder. */
function splitCommits(
  files: Map<string, string>,
  commits: Array<
    Omit<SeedCommit, 'files' | 'date'> & { date: string; paths: string[] }
  >,
): SeedCommit[] {
  const owner = (path: string) =>
    commits.findLast(({ paths }) =>
      paths.some(prefix => path.startsWith(prefix)),
    );
  return commits.map(commit => ({
    ...commit,
    date: Date.parse(commit.date) / 1000,
    files: new Map(
      [...files]
        .filter(([path]) => owner(path) === commit)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
  }));
}
