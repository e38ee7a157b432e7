import { Errors } from 'isomorphic-git';
import type { GitPush } from './types';
import { GitProblem } from './GitProblem';

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

/** Protected branches of GitHub, GitLab, Azure DevOps and Gerrit, and accounts that may not push. */
const FORBIDDEN =
  /protected|GH\d{3}|TF\d{6}|not allowed|not permitted|permission|prohibited|denied|declined|unauthorized/i;

/** What a push means that a remote refused though nobody else had pushed. */
export function refusalOf(
  url: string,
  details: string,
  newBranch: string | undefined,
): GitProblem {
  const said = details.replace(/\s*\n\s*-?\s*/g, ' ').trim();
  if (!FORBIDDEN.test(said)) {
    // It may pass by itself, as a fault of the server does.
    return new GitProblem(
      'ConflictError',
      `Git remote ${url} refused the push: ${said}`,
    );
  }
  const instead =
    newBranch === undefined ? ', or sets tenancy.publish to pullRequest' : '';
  // Whoever renders it again is refused again.
  return new GitProblem(
    'NotAllowedError',
    `Git remote ${url} refused the push: ${said}. The platform team lets the account of the portal push there, as past the protection of a branch${instead}`,
  );
}
