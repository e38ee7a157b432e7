import { Errors } from 'isomorphic-git';
import type { GitPush } from './types';

/** What a push makes of each path; undefined for one that goes. */
export function editsOf(push: GitPush): Map<string, string | undefined> {
  const edits = new Map<string, string | undefined>();
  for (const path of push.deletes ?? []) {
    edits.set(path, undefined);
  }
  for (const { path, content } of push.writes) {
    edits.set(path, content);
  }
  return edits;
}

/** The commits that a push was prepared on. */
export function basesOf({ base = [] }: GitPush): readonly string[] {
  return typeof base === 'string' ? [base] : base;
}

/** Somebody else pushed between our fetch and our push. */
export function isRace(error: unknown): boolean {
  return (
    error instanceof Errors.PushRejectedError ||
    (error instanceof Errors.GitPushError &&
      /fetch first|non-fast[- ]forward|failed to update ref|(?:cannot|failed to|unable to) lock|lock (?:failure|error)|stale|incorrect old value/i.test(
        error.data.prettyDetails,
      ))
  );
}

/** Whether what a remote said means that the account may not push there: protected branches of GitHub, GitLab, Azure DevOps and Gerrit. */
export function isForbidden(said: string): boolean {
  return /protected|GH\d{3}|TF\d{6}|not allowed|not permitted|permission|prohibited|denied|declined|unauthorized/i.test(
    said,
  );
}
