import type { Environment } from './environment';
import type { Platform } from './platform';
import type { PlatformProblem } from './PlatformProblem';
import { branchKey, hasOwnBranch, repositoryOf } from './repositoryOf';
import {
  isOfEachTenant,
  placeholderProblem,
  sampleTenant,
} from './tenantPlace';

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
    const wrong = placeholders(environment, field);
    if (wrong) {
      return [wrong];
    }
    const own = trees.filter(tree => hasOwnBranch(platform, environment, tree));
    for (const tree of own) {
      const at = repositoryOf(platform, environment, tree, sampleTenant);
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

/** What a tenant has is the team's; what the platform keeps of all tenants, and of none, lies in one place. */
function placeholders(
  { repository }: Environment,
  field: string,
): PlatformProblem | undefined {
  const { platform = {}, tenants = {} } = repository ?? {};
  const isWhole =
    platform.url === tenants.url && platform.branch === tenants.branch;
  const part = (tree: string) => (isWhole ? field : `${field}.${tree}`);
  if (isOfEachTenant(platform)) {
    const at = isOfEachTenant({ url: platform.url }) ? 'url' : 'branch';
    return {
      code: 'PlaceOfEachTenant',
      field: `${part('platform')}.${at}`,
      given: platform[at],
      message:
        'What the platform keeps lies in one place for all tenants: the guard rails are there too.',
      fix: `Name it for the tenants' tree alone, as ${field}.tenants.${at}.`,
    };
  }
  const problem = placeholderProblem(tenants);
  return (
    problem && {
      code: 'PlaceOfEachTenant',
      field: `${part('tenants')}.${problem.field}`,
      given: tenants[problem.field],
      message: problem.message,
      fix: 'Use ${{ tenant }} once, in the path of the URL or in the branch.',
    }
  );
}
