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

/** A branch is protected, other than a check of what is in a commit. */
const PROTECTED = /protected|GH\d{3}|TF\d{6}|not allowed to push/i;

/** What a terminal would make of what a hook says, which may be anything. */
// eslint-disable-next-line no-control-regex -- these are what is taken out
const UNSEEN = /\u001b\[[0-9;]*[A-Za-z]|[\u0000-\u001f\u007f-\u009f]+/g;

/** What a push means that a remote refused though nobody else had pushed. */
export function refusalOf(
  url: string,
  details: string,
  { newBranch, remarks = '' }: { newBranch?: string; remarks?: string },
): GitProblem {
  const said = details.replace(/\s*\n\s*-?\s*/g, ' ').trim();
  const hook = remarks.replace(UNSEEN, ' ').replace(/\s+/g, ' ').trim();
  const why = hook ? `${said}: ${hook}` : said;
  if (!FORBIDDEN.test(why)) {
    // It may pass by itself, as a fault of the server does.
    return new GitProblem(
      'ConflictError',
      `Git remote ${url} refused the push: ${why}`,
    );
  }
  const isCheck = /hook declined/.test(said) && !PROTECTED.test(why);
  const instead =
    newBranch === undefined ? ', or sets tenancy.publish to pullRequest' : '';
  // Whoever renders it again is refused again.
  return new GitProblem(
    'NotAllowedError',
    `Git remote ${url} refused the push: ${why}. ${
      isCheck && hook
        ? 'A check of that remote declined it: the platform team has it take what the portal commits'
        : `The platform team lets the account of the portal push there, as past the protection of a branch${instead}`
    }`,
  );
}
