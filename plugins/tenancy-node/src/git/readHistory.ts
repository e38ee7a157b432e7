import fs from 'node:fs';
import git, { type CommitObject } from 'isomorphic-git';
import type { GitObjects } from './GitObjects';
import { touchedFolders } from './touchedFolders';
import type { GitHistory, TouchedFolders } from './types';

/**
 * Reads the commits below `head` that the local copy has, and which of them gave each path its present content.
 */
export async function readHistory(options: {
  gitdir: string;
  objects: GitObjects;
  head: string;
  depth: number;
  paths: readonly string[];
  line?: { known: ReadonlyMap<string, TouchedFolders> };
}): Promise<GitHistory> {
  const { gitdir, objects, head, depth, paths, line } = options;
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
    line: line ? await lineOf(objects, commits, head, line.known) : [],
  };
}

/** Of the oldest commit at hand nobody knows what it changed: what it holds is where the line begins. */
async function lineOf(
  objects: GitObjects,
  commits: ReadonlyMap<string, CommitObject>,
  head: string,
  known: ReadonlyMap<string, TouchedFolders>,
): Promise<GitHistory['line']> {
  const line: Array<{ commit: string; touched: TouchedFolders }> = [];
  let oid: string | undefined = head;
  for (
    let commit = commits.get(head);
    commit && oid;
    commit = oid === undefined ? undefined : commits.get(oid)
  ) {
    const [parentOid]: Array<string | undefined> = commit.parent;
    const parent: CommitObject | undefined = commits.get(parentOid ?? '');
    const boundary = parentOid !== undefined && !parent;
    line.push({
      commit: oid,
      touched:
        known.get(oid) ??
        (boundary
          ? new Set<string>()
          : await touchedFolders(objects, parent?.tree, commit.tree)),
    });
    oid = parentOid;
  }
  return line;
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
