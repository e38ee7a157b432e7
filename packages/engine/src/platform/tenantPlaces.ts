import { isDnsLabel } from '../names/objectNames';
import { placeholdersOf } from '../names/templates';
import type { Environment } from './environment';
import type { Platform } from './platform';
import {
  branchKey,
  hasBranchOfEachTenant,
  hasOwnBranch,
  ownPlaceOf,
  placeKey,
  repositoryOf,
} from './repositoryOf';
import { sampleTenant } from './tenantPlace';

type Places = Pick<Platform, 'repository' | 'environments'>;

/** The places that tenants of an environment get, as what stands before and after the name of a tenant. */
interface Template {
  environment: string;
  /** Whether tenants get a repository each; else it is a branch each of one repository. */
  isRepository: boolean;
  before: string;
  after: string;
}

interface Known {
  repository: Platform['repository'];
  templates: readonly Template[];
  /** Repositories and branches that are for all, by whose they are. */
  repositories: ReadonlyMap<string, string>;
  branches: ReadonlyMap<string, string>;
}

const trees = ['platform', 'tenants'] as const;
const known = new WeakMap<Platform['environments'], Known>();

/**
 * Why a tenant can't have the place that it would get in an environment: it is that of the requests or of an environment, or another
 * tenant would get it elsewhere. Of two tenants that could meet, the one with the longer name is refused, so that places are unique
 * over all tenants, known or not. Undefined where nothing is in the way, or tenants have no places of their own there.
 *
 * @public
 */
export function tenantPlaceProblem(
  platform: Places,
  environment: Environment,
  tenant: string,
): string | undefined {
  if (!hasBranchOfEachTenant(platform, environment)) {
    return undefined;
  }
  if (!isDnsLabel(tenant)) {
    return `In ${environment.name} it can have none, since ${JSON.stringify(
      tenant,
    )} is no name of a tenant.`;
  }
  const { templates, repositories, branches } = placesOf(platform);
  const at = repositoryOf(platform, environment, 'tenants', tenant);
  const own = templateOf(platform, environment);
  const what = own.isRepository ? 'repository' : 'branch';
  const key = own.isRepository ? placeKey(at.url) : branchKey(at);
  const holder = (own.isRepository ? repositories : branches).get(key);
  const shown = own.isRepository ? at.url : `${at.branch} of ${at.url}`;
  if (holder !== undefined) {
    return `In ${environment.name} its ${what} would be ${shown}, which is that of ${holder}.`;
  }
  for (const other of templates) {
    const middle = between(key, other);
    if (
      other.isRepository === own.isRepository &&
      middle !== undefined &&
      isDnsLabel(middle) &&
      isBefore(middle, tenant)
    ) {
      return `In ${environment.name} its ${what} would be ${shown}, which is that of tenant ${middle} in ${other.environment}.`;
    }
  }
  return undefined;
}

/** Whether a repository holds the folders of teams: those of all, for whatever environment, or those of any one team. */
export function isTeamRepository(platform: Places, url: string): boolean {
  const key = placeKey(url);
  const { templates } = placesOf(platform);
  const shared = [
    platform.repository.tenants.url,
    ...platform.environments.flatMap(environment =>
      isRepositoryEach(platform, environment)
        ? []
        : repositoryOf(platform, environment, 'tenants', sampleTenant).url,
    ),
  ];
  return (
    shared.some(each => placeKey(each) === key) ||
    templates.some(
      each => each.isRepository && isDnsLabel(between(key, each) ?? ''),
    )
  );
}

function placesOf(platform: Places): Known {
  const { repository } = platform;
  const made = known.get(platform.environments);
  if (made?.repository === repository) {
    return made;
  }
  const repositories = new Map<string, string>();
  const branches = new Map<string, string>();
  const take = (url: string, branch: string | undefined, whose: string) => {
    const add = (map: Map<string, string>, key: string) =>
      map.set(key, map.get(key) ?? whose);
    add(repositories, placeKey(url));
    if (branch !== undefined) {
      add(branches, branchKey({ url, branch }));
    }
  };
  for (const tree of trees) {
    const { url, branch } = repository[tree];
    take(url, branch, 'the requests');
  }
  const templates: Template[] = [];
  for (const environment of platform.environments) {
    for (const tree of trees) {
      if (tree === 'tenants' && hasBranchOfEachTenant(platform, environment)) {
        const template = templateOf(platform, environment);
        templates.push(template);
        if (!template.isRepository) {
          const at = repositoryOf(platform, environment, tree, sampleTenant);
          take(at.url, undefined, `all tenants in ${environment.name}`);
        }
      } else if (hasOwnBranch(platform, environment, tree)) {
        const at = repositoryOf(platform, environment, tree, sampleTenant);
        take(at.url, at.branch, `environment ${environment.name}`);
      }
    }
  }
  const all = { repository, templates, repositories, branches };
  known.set(platform.environments, all);
  return all;
}

function templateOf(platform: Places, environment: Environment): Template {
  const isRepository = isRepositoryEach(platform, environment);
  const at = repositoryOf(platform, environment, 'tenants', sampleTenant);
  const key = isRepository ? placeKey(at.url) : branchKey(at);
  const [before, after = ''] = key.split(sampleTenant);
  return { environment: environment.name, isRepository, before, after };
}

function isRepositoryEach(platform: Places, environment: Environment): boolean {
  const { url = '' } = ownPlaceOf(platform, environment)?.tenants ?? {};
  return placeholdersOf(url).length > 0;
}

/** The name that a template has in it to be this key. */
function between(
  key: string,
  { before, after }: Pick<Template, 'before' | 'after'>,
): string | undefined {
  return key.length > before.length + after.length &&
    key.startsWith(before) &&
    key.endsWith(after)
    ? key.slice(before.length, key.length - after.length)
    : undefined;
}

/** The order in which tenants have what several could have: the shorter name first. */
function isBefore(one: string, other: string): boolean {
  return one.length === other.length ? one < other : one.length < other.length;
}
