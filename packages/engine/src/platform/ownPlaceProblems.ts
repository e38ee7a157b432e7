import type { Platform } from './platform';
import type { PlatformProblem } from './PlatformProblem';
import { branchKey, hasOwnBranch, repositoryOf } from './repositoryOf';

const trees = ['platform', 'tenants'] as const;

/**
 * Where what is rendered for an environment would lie on the branch of the requests after all, or where it would not be told how it
 * comes to a branch that it shares.
 */
export function ownPlaceProblems(
  platform: Pick<Platform, 'repository' | 'environments' | 'publish'>,
): PlatformProblem[] {
  const requests = trees.map(tree => branchKey(platform.repository[tree]));
  const rules = new Map<string, { name: string; says: string }>();
  return platform.environments.flatMap((environment, index) => {
    const field = `environments[${index}].repository`;
    const problems: PlatformProblem[] = [];
    const own = trees.filter(tree => hasOwnBranch(platform, environment, tree));
    for (const tree of own) {
      const at = repositoryOf(platform, environment, tree);
      if (requests.includes(branchKey(at))) {
        problems.push({
          code: 'BranchOfRequests',
          field,
          given: `${at.url} ${at.branch}`,
          message: 'Requests lie on this branch already.',
          fix: 'Name another branch or repository, or leave repository out: then it lies beside the requests.',
        });
      }
      const { publish = platform.publish, codeowners = '' } =
        environment.repository ?? {};
      const says = `${publish} ${codeowners}`;
      const before = rules.get(branchKey(at));
      if (before !== undefined && before.says !== says) {
        problems.push({
          code: 'BranchShared',
          field,
          given: `${at.url} ${at.branch}`,
          message: `Environment ${before.name} is on the same branch with another publish or codeowners.`,
          fix: 'Give both the same, or branches of their own.',
        });
      }
      rules.set(branchKey(at), { name: environment.name, says });
    }
    return problems.slice(0, 1);
  });
}
