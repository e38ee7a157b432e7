import fs from 'node:fs';
import git, { type CommitObject } from 'isomorphic-git';
import type { GitObjects } from './GitObjects';
import type { GitHistory } from './types';

/**
 * Reads the commits below `head` that the local copy has, and which of them gave each path its present content.
 */
export async function readHistory(options: {
  gitdir: string;
  objects: GitObjects;
  head: string;
  depth: number;
  paths: readonly string[];
}): Promise<GitHistory> {
  const { gitdir, objects, head, depth, paths } = options;
  const log = await git.log({ fs, gitdir, ref: head, depth, cache: {} });
  const commits = new Map(log.map(({ oid, commit }) => [oid, commit]));
  const lastChanges = new Map<string, string>();
  for (const path of paths) {
    const commit = await lastChange(objects, commits, head, path);
    if (commit) {
      lastChanges.set(path, commit);
    }
  }
  return {
    commits: log.map(({ oid, commit }) => ({
      commit: oid,
      parents: commit.parent,
      message: commit.message.trimEnd(),
      author: commit.author.name,
      at: commit.committer.timestamp * 1000,
    })),
    lastChanges,
  };
}

/** Along the first parents a merge counts as the change: that is when the branch got it. */
async function lastChange(
  objects: GitObjects,
  commits: ReadonlyMap<string, CommitObject>,
  head: string,
  path: string,
): Promise<string | undefined> {
  let oid = head;
  let commit = commits.get(oid);
  const present = commit && (await objects.oidIn(commit.tree, path));
  while (commit && present) {
    const [parentOid]: string[] = commit.parent;
    const parent = commits.get(parentOid);
    if (parentOid === undefined) {
      return oid;
    }
    if (parent && (await objects.oidIn(parent.tree, path)) !== present) {
      return oid;
    }
    oid = parentOid;
    commit = parent;
  }
  return undefined;
}
