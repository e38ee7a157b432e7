import { readAddress } from '../address';
import { expandTemplate } from '../names/templates';
import type { Environment } from './environment';
import type { Platform } from './platform';
import { isOfEachTenant } from './tenantPlace';

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

type Places = Pick<Platform, 'repository' | 'environments'>;

/**
 * Where Argo CD reads what is rendered for an environment: the branch of the requests, or that of the environment where it has one,
 * or that of the tenant where each tenant has one.
 *
 * @param environment - itself or its name; one that the platform does not have is read where requests are
 * @param tenant - whose files; those of the platform tree lie together
 * @public
 */
export function repositoryOf(
  platform: Places,
  environment: Environment | string,
  tree: 'platform',
  tenant?: string,
): BranchAddress;
export function repositoryOf(
  platform: Places,
  environment: Environment | string,
  tree: Tree,
  tenant: string,
): BranchAddress;
export function repositoryOf(
  platform: Places,
  environment: Environment | string,
  tree: Tree,
  tenant?: string,
): BranchAddress {
  const requests = platform.repository[tree];
  const own = ownPlaceOf(platform, environment)?.[tree];
  if (own === undefined) {
    return requests;
  }
  const { url = requests.url, branch = 'main' } = own;
  const values: Record<string, string> = tenant === undefined ? {} : { tenant };
  return isOfEachTenant(own)
    ? {
        url: expandTemplate(url, values),
        branch: expandTemplate(branch, values),
      }
    : { url, branch };
}

/**
 * Whether a tree of an environment lies on a branch of its own, or of each tenant's, and not beside the requests.
 *
 * @public
 */
export function hasOwnBranch(
  platform: Places,
  environment: Environment | string,
  tree: Tree,
): boolean {
  return ownPlaceOf(platform, environment)?.[tree] !== undefined;
}

/**
 * Whether what tenants' requests render to in an environment lies in a repository or on a branch of each tenant's own.
 *
 * @public
 */
export function hasBranchOfEachTenant(
  platform: Places,
  environment: Environment | string,
): boolean {
  return isOfEachTenant(ownPlaceOf(platform, environment)?.tenants ?? {});
}

/** Two addresses of one branch have the same. */
export function branchKey({ url, branch }: BranchAddress): string {
  return `${placeKey(url)} ${branch}`;
}

/** Two addresses of one repository have the same. */
export function placeKey(url: string): string {
  const address = readAddress(url);
  return 'place' in address ? address.place : url;
}

/** How the place of an environment is configured; undefined for one without. */
export function ownPlaceOf(
  { environments }: Pick<Platform, 'environments'>,
  environment: Environment | string,
): Environment['repository'] {
  return typeof environment === 'string'
    ? environments.find(({ name }) => name === environment)?.repository
    : environment.repository;
}
