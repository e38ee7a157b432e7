import type { EnvironmentBranch } from '@groundwork/engine';
import type { TreeState } from './TreeState';

/** Why the branch of a tenant can't be read, as a sentence without its end, and whether somebody has to do something. */
export function unreadBranch(
  { url, branch }: Pick<EnvironmentBranch, 'url' | 'branch'>,
  {
    isMissing,
    message,
    unknown,
  }: Pick<
    NonNullable<TreeState['problem']>,
    'isMissing' | 'message' | 'unknown'
  >,
): { isHeld: boolean; why: string } {
  if (isMissing) {
    return {
      isHeld: true,
      why: `branch ${branch} of ${url} is not there, or not for the portal. The platform team creates the repository with a first commit on that branch, and gives the account of the portal rights there`,
    };
  }
  return unknown === 'forbidden' || unknown === 'unauthorized'
    ? {
        isHeld: true,
        why: `the portal may not read ${url}. The platform team gives its account rights there`,
      }
    : { isHeld: false, why: `what ${url} holds is not known: ${message}` };
}
