import {
  GitFileError,
  type GitFile,
  type GitRepositories,
  type GitTree,
  inTurns,
  letOthers,
} from '@groundwork/backstage-plugin-tenancy-node';
import {
  type EnvironmentBranch,
  type Platform,
  promotedContentInSteps,
  type PromotedFile,
  promotedPatterns,
  toPromoteInSteps,
} from '@groundwork/engine';
import { ServiceUnavailableError } from '@backstage/errors';
import { createHash } from 'node:crypto';
import type { GitTrees } from '../git/GitTrees';
import type { FilesOfTeams } from './FilesOfTeams';

const OWNERS = 'CODEOWNERS';

const TREES = ['platform', 'tenants'] as const;

/** The branch may move between two reads, but hardly at each of them. */
const MOST_READS = 5;

type TreeName = (typeof TREES)[number];
type Wanted = Pick<GitTree, 'commit' | 'files'>;

/** Any word of the remote will do: the head was read a moment ago. */
const maxAge = Number.MAX_SAFE_INTEGER;

/** What the branch of an environment does not hold as the requests say. */
export interface Pending {
  branch: EnvironmentBranch;
  /** The commits of the requests' branches, by tree. */
  sources: Partial<Record<'platform' | 'tenants', string>>;
  /** The head of the branch. */
  base: string;
  /** All that is to be changed there, with what is held back. */
  files: readonly PromotedFile[];
  /** The files of the requests' branches, by path. */
  wanted: ReadonlyMap<string, GitFile>;
  present: GitTree['files'];
  /** Whether the branch is a tenant's, and holds nothing of what is promoted. */
  isEmpty: boolean;
  /** Tenants that are held back whole, since a file of theirs can't be read; the platform's own as an empty name. */
  held: ReadonlyMap<string, string>;
}

/** What a promotion writes. */
export interface PromotedChange {
  writes: Array<{ path: string; content: string }>;
  deletes: string[];
  /** Names all that the branch then holds of what is promoted. */
  content: string;
}

/**
 * Compares a branch with the requests' branches as they are at hand.
 *
 * @throws ServiceUnavailableError and others when Git can't be read
 */
export async function readPending(
  {
    git,
    trees,
    platform,
    ofTeams,
  }: {
    git: GitRepositories;
    trees: GitTrees;
    platform: Platform;
    ofTeams: FilesOfTeams;
  },
  branch: EnvironmentBranch,
  present: Pick<GitTree, 'commit' | 'files'>,
): Promise<Pending> {
  const patterns = promotedPatterns(branch, platform);
  const wanted = new Map<string, GitFile>();
  const sources: Pending['sources'] = {};
  for (const [tree, { commit, files }] of await wantedTrees()) {
    sources[tree] = commit;
    for (const [path, file] of files) {
      wanted.set(path, file);
    }
    await letOthers();
  }
  const files = await inTurns(
    toPromoteInSteps(wanted, present.files, branch, platform),
  );
  const there =
    branch.tenant === undefined
      ? undefined
      : await inTurns(promotedContentInSteps(present.files, branch, platform));
  return {
    branch,
    sources,
    base: present.commit,
    files,
    wanted,
    present: present.files,
    isEmpty: there?.length === 0,
    held: await heldIn(files, wanted),
  };

  /** Of both trees where one branch holds them, at one commit: half of a commit is nothing that anybody asked for. */
  async function wantedTrees(): Promise<Array<[TreeName, Wanted]>> {
    const names = TREES.filter(tree => patterns[tree].length > 0);
    const isOne =
      names.length > 1 &&
      trees.repository('platform').url === trees.repository('tenants').url &&
      trees.repository('platform').branch ===
        trees.repository('tenants').branch;
    for (let attempt = 0; attempt < MOST_READS; attempt++) {
      const read: Array<[TreeName, Wanted]> = [];
      for (const tree of names) {
        read.push([tree, await treeOf(tree)]);
      }
      if (!isOne || new Set(read.map(([, { commit }]) => commit)).size === 1) {
        return read;
      }
    }
    throw new ServiceUnavailableError(
      `the requests change faster than what is for ${branch.name} can be read`,
    );
  }

  async function treeOf(tree: TreeName): Promise<Wanted> {
    return branch.tenant === undefined
      ? git.readTree(trees.repository(tree), { under: patterns[tree], maxAge })
      : ofTeams.of(branch.tenant);
  }
}

/** What is to be written on top of files, by what is not held back; undefined where they hold all of it. */
export async function changeOn(
  pending: Pending,
  onTop: GitTree['files'],
  platform: Platform,
): Promise<PromotedChange | undefined> {
  const { branch, wanted, held } = pending;
  const files = await inTurns(
    toPromoteInSteps(wanted, onTop, branch, platform),
  );
  const after = new Map<string, { oid: string }>(onTop);
  const writes: PromotedChange['writes'] = [];
  const deletes: string[] = [];
  for (const { path, change, tenant = '' } of files) {
    const file = wanted.get(path);
    if (held.has(tenant)) {
      continue;
    }
    if (change === 'removed' || !file) {
      deletes.push(path);
      after.delete(path);
    } else {
      writes.push({ path, content: file.content() });
      after.set(path, file);
    }
  }
  const owners = branch.codeowners && `* ${branch.codeowners}\n`;
  if (owners && textOf(onTop.get(OWNERS)) !== owners) {
    writes.push({ path: OWNERS, content: owners });
  }
  return writes.length + deletes.length === 0
    ? undefined
    : { writes, deletes, content: await contentOf(after, branch, platform) };
}

/** Names what a branch holds of what is promoted. */
export async function contentOf(
  files: ReadonlyMap<string, { oid: string }>,
  branch: EnvironmentBranch,
  platform: Platform,
): Promise<string> {
  const hash = createHash('sha256');
  const texts = await inTurns(promotedContentInSteps(files, branch, platform));
  for (const [place, text] of texts.entries()) {
    hash.update(text);
    if (place % 1000 === 999) {
      await letOthers();
    }
  }
  return hash.digest('base64url');
}

/**
 * What can't be read would be left out, and the rest of the tenant be half of what it should be. What is not the text that is
 * written would differ from what was asked for as soon as it is on the branch, and again each time.
 */
async function heldIn(
  files: readonly PromotedFile[],
  wanted: ReadonlyMap<string, GitFile>,
): Promise<Map<string, string>> {
  const held = new Map<string, string>();
  for (const { path, change, tenant = '' } of files) {
    const file = wanted.get(path);
    if (change !== 'removed' && file && !held.has(tenant)) {
      const why = whyNotWritten(file);
      if (why !== undefined) {
        held.set(tenant, `${path} cannot be promoted: ${why}`);
      }
      await letOthers();
    }
  }
  return held;
}

function whyNotWritten(file: GitFile): string | undefined {
  try {
    return blobIdOf(file.content(), file.oid) === file.oid
      ? undefined
      : 'it begins with a byte order mark, or is UTF-16. Save it as UTF-8 without a byte order mark.';
  } catch (error) {
    if (!(error instanceof GitFileError)) {
      throw error;
    }
    return error.message;
  }
}

/** The id that Git gives a text as UTF-8, by the hash of the id it is compared with. */
function blobIdOf(text: string, { length }: string): string {
  const bytes = Buffer.from(text);
  return createHash(length === 64 ? 'sha256' : 'sha1')
    .update(`blob ${bytes.length}\0`)
    .update(bytes)
    .digest('hex');
}

function textOf(file: GitFile | undefined): string | undefined {
  try {
    return file?.content();
  } catch {
    return undefined;
  }
}
