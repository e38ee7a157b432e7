import { posix } from 'node:path';
import { commitsOf } from './commitsOf';
import type { GitCopy } from './GitCopy';
import { GitProblem } from './GitProblem';
import { isBehind } from './isBehind';
import { touchedPaths } from './touchedPaths';

/** A commit that was just written, on top of a branch. */
interface Proposed {
  branch: string;
  head: string;
  commit: string;
  edits: ReadonlyMap<string, string | undefined>;
}

/**
 * Makes a branch of a commit that was just written, which is not read here afterwards. Answers the head of one that is there already and
 * holds the same change, unless that was merged: it proposes nothing any more, and goes on from there.
 *
 * @throws ConflictError if there is a branch of that name that holds anything else
 */
export async function branchOff(
  copy: GitCopy,
  proposed: Proposed,
  name: string,
): Promise<string> {
  const there = await copy.headOf(name);
  const isMerged =
    there !== undefined && (await wasMerged(copy, proposed, there));
  if (there !== undefined && !isMerged) {
    await assertSame(copy, proposed, { name, head: there });
    return there;
  }
  try {
    await copy.sendOut(name, there, proposed.commit);
    return proposed.commit;
  } catch (error) {
    // Another replica made it meanwhile, or the connection broke once the remote had it.
    const made = await copy.headOf(name).catch(() => undefined);
    if (made === undefined || made === there) {
      throw error;
    }
    await assertSame(copy, proposed, { name, head: made });
    return made;
  }
}

/** Of what was merged long ago that is known once older commits are here. */
async function wasMerged(
  copy: GitCopy,
  { branch, commit }: Proposed,
  there: string,
): Promise<boolean> {
  if (isBehind(copy.objects.store, there, commit)) {
    return true;
  }
  await copy.deepen(branch).catch(() => undefined);
  return isBehind(copy.objects.store, there, commit);
}

/** Anybody who may push may have made a branch of that name. */
async function assertSame(
  copy: GitCopy,
  proposed: Proposed,
  made: { name: string; head: string },
): Promise<void> {
  if (made.head === proposed.commit) {
    return;
  }
  await copy.bringBranch(made.name, proposed.head);
  const other = await otherThan(copy, proposed, made.head);
  if (other !== undefined) {
    throw new GitProblem(
      'ConflictError',
      `branch ${made.name} of ${copy.url} is there already and holds another change (${other}). Delete it with its pull request, and try again`,
    );
  }
}

/** A path that a branch has changed in another way; undefined where it holds the same change, perhaps of an older head. */
async function otherThan(
  { objects }: GitCopy,
  { head, commit, edits }: Proposed,
  there: string,
): Promise<string | undefined> {
  const known = new Set(
    commitsOf(objects.store, head, Infinity).map(({ oid }) => oid),
  );
  const base = commitsOf(objects.store, there, Infinity).find(({ oid }) =>
    known.has(oid),
  );
  if (!base) {
    return 'of another history';
  }
  const touched = await touchedPaths(objects, base.tree, objects.treeOf(there));
  const wanted = objects.treeOf(commit);
  const isEdited = (path: string) =>
    edits.has(path) &&
    objects.oidAt(there, path) === objects.oidIn(wanted, path);
  if (touched === undefined) {
    return 'of very many files';
  }
  return [...filesOf(touched), ...edits.keys()].find(path => !isEdited(path));
}

/** Without the folders that they lie in. */
function filesOf(touched: readonly string[]): string[] {
  const folders = new Set(touched.map(path => posix.dirname(path)));
  return touched.filter(path => path !== '' && !folders.has(path));
}
