import { readAddress } from '../address';
import type { Environment } from './environment';
import type { Platform } from './platform';

/**
 * A branch of a repository by its clone URL.
 *
 * @public
 */
export interface BranchAddress {
  url: string;
  branch: string;
}

type Tree = 'platform' | 'tenants';

/**
 * Where Argo CD reads what is rendered for an environment: the branch of the requests, or that of the environment where it has one.
 *
 * @param environment - itself or its name; one that the platform does not have is read where requests are
 * @public
 */
export function repositoryOf(
  platform: Pick<Platform, 'repository' | 'environments'>,
  environment: Environment | string,
  tree: Tree,
): BranchAddress {
  const requests = platform.repository[tree];
  const own = ownPlaceOf(platform, environment)?.[tree];
  return own === undefined
    ? requests
    : {
        url: own.url ?? requests.url,
        branch: own.branch ?? 'main',
      };
}

/**
 * Whether a tree of an environment lies on a branch of its own, and not beside the requests.
 *
 * @public
 */
export function hasOwnBranch(
  platform: Pick<Platform, 'repository' | 'environments'>,
  environment: Environment | string,
  tree: Tree,
): boolean {
  return ownPlaceOf(platform, environment)?.[tree] !== undefined;
}

/** Two addresses of one branch have the same. */
export function branchKey({ url, branch }: BranchAddress): string {
  const address = readAddress(url);
  return `${'place' in address ? address.place : url} ${branch}`;
}

/** The repositories that hold the files of teams, one for all or several. */
export function teamRepositories(
  platform: Pick<Platform, 'repository' | 'environments'>,
): string[] {
  return [
    ...new Set([
      platform.repository.tenants.url,
      ...platform.environments.map(
        environment => repositoryOf(platform, environment, 'tenants').url,
      ),
    ]),
  ];
}

function ownPlaceOf(
  { environments }: Pick<Platform, 'environments'>,
  environment: Environment | string,
): Environment['repository'] {
  return typeof environment === 'string'
    ? environments.find(({ name }) => name === environment)?.repository
    : environment.repository;
}
