import {
  type BranchAddress,
  type Platform,
  repositoryOf,
  tenantPlaceProblem,
} from '../platform';
import {
  branchKey,
  hasBranchOfEachTenant,
  hasOwnBranch,
} from '../platform/repositoryOf';
import { findIn, teamIn } from '../request/layout';
import {
  placeOf,
  platformDirectory,
  teamDirectories,
  teamOf,
} from '../request/paths';

/**
 * One tree of one environment.
 *
 * @public
 */
export interface PromotedPart {
  environment: string;
  tree: 'platform' | 'tenants';
}

/**
 * A branch that holds what is rendered for environments, apart from the requests, with what of them lies there.
 *
 * @public
 */
export interface EnvironmentBranch extends BranchAddress {
  /**
   * The names of its environments with hyphens between them, and of its tree where the other one lies elsewhere, or of its tenant
   * behind a slash.
   */
  name: string;
  /** Whose it is, where each tenant has its own: nothing of others is promoted there. */
  tenant?: string;
  parts: readonly PromotedPart[];
  publish: 'pullRequest' | 'push' | 'pipeline';
  /** Who reviews all of it on its host. */
  codeowners?: string;
}

const trees = ['platform', 'tenants'] as const;

type Places = Pick<Platform, 'repository' | 'environments' | 'publish'>;

/**
 * The branches of environments, in the order of the configuration; none where all lies beside the requests. Those of tenants, where
 * each has its own, are told by {@link tenantBranches}.
 *
 * @public
 */
export function environmentBranches(platform: Places): EnvironmentBranch[] {
  return gathered(
    platform,
    platform.environments.flatMap(environment =>
      trees.flatMap(tree =>
        hasOwnBranch(platform, environment, tree) &&
        !(tree === 'tenants' && hasBranchOfEachTenant(platform, environment))
          ? [
              {
                environment,
                tree,
                at: repositoryOf(platform, environment, tree, ''),
              },
            ]
          : [],
      ),
    ),
  ).map(branch => ({ ...branch, name: nameOf(branch.parts) }));
}

/**
 * The branches of one tenant in the environments where each tenant has its own, but for those that it can't have
 * ({@link tenantPlaceProblem}). Which of the environments it is in makes no difference.
 *
 * @public
 */
export function tenantBranches(
  platform: Places,
  tenant: string,
): EnvironmentBranch[] {
  return gathered(
    platform,
    platform.environments.flatMap(environment =>
      hasBranchOfEachTenant(platform, environment) &&
      tenantPlaceProblem(platform, environment, tenant) === undefined
        ? [
            {
              environment,
              tree: 'tenants' as const,
              at: repositoryOf(platform, environment, 'tenants', tenant),
            },
          ]
        : [],
    ),
  ).map(branch => ({
    ...branch,
    tenant,
    // No name of an environment or tenant has a slash.
    name: `${namesOf(branch.parts)}/${tenant}`,
  }));
}

function gathered(
  platform: Places,
  parts: ReadonlyArray<{
    environment: Platform['environments'][number];
    tree: PromotedPart['tree'];
    at: BranchAddress;
  }>,
): Array<Omit<EnvironmentBranch, 'name'>> {
  const found = new Map<string, Omit<EnvironmentBranch, 'name'>>();
  for (const { environment, tree, at } of parts) {
    const { publish = platform.publish, codeowners } =
      environment.repository ?? {};
    const part = { environment: environment.name, tree };
    const before = found.get(branchKey(at));
    found.set(branchKey(at), {
      ...(before ?? {
        ...at,
        publish,
        ...(codeowners === undefined ? {} : { codeowners }),
      }),
      parts: [...(before?.parts ?? []), part],
    });
  }
  return [...found.values()];
}

function namesOf(parts: readonly PromotedPart[]): string {
  return [...new Set(parts.map(({ environment }) => environment))].join('-');
}

function nameOf(parts: readonly PromotedPart[]): string {
  const [tree, other] = [...new Set(parts.map(part => part.tree))];
  return [namesOf(parts), ...(other === undefined ? [tree] : [])].join('-');
}

/**
 * Whether a file belongs on the branch of an environment: what is rendered for it, and what teams keep beside their requests and
 * their environments, such as the base of a Kustomization. No request does.
 *
 * @public
 */
export function isPromoted(
  path: string,
  { parts, tenant }: Pick<EnvironmentBranch, 'parts' | 'tenant'>,
  platform: Pick<Platform, 'layout' | 'environments'>,
): boolean {
  const { layout, environments } = platform;
  if (tenant !== undefined && promotedTenant(path, platform) !== tenant) {
    return false;
  }
  const place = placeOf(path, layout);
  if (
    place &&
    place.rest.length > 0 &&
    environments.some(({ name }) => name === place.environment)
  ) {
    return parts.some(
      ({ environment, tree }) =>
        environment === place.environment && tree === place.tree,
    );
  }
  return (
    parts.some(({ tree }) => tree === 'tenants') &&
    findIn(layout.requests, path) === undefined &&
    findIn(layout.tenantRequests, path) === undefined &&
    teamOf(path, layout) !== undefined &&
    isOfParts(path, parts, platform)
  );
}

/** Where teams' folders lie below those of environments, what stands in another environment's folder is that one's. */
function isOfParts(
  path: string,
  parts: readonly PromotedPart[],
  { layout }: Pick<Platform, 'layout'>,
): boolean {
  const { environment } = teamIn(layout, path) ?? {};
  return (
    environment === undefined ||
    parts.some(part => part.environment === environment)
  );
}

/**
 * The tenant of a file that is promoted; `undefined` for what the platform has once.
 *
 * @public
 */
export function promotedTenant(
  path: string,
  { layout }: Pick<Platform, 'layout'>,
): string | undefined {
  const tenant = placeOf(path, layout)?.tenant ?? teamOf(path, layout);
  return tenant === '_shared' ? undefined : tenant;
}

/**
 * The folders in which files of a branch can lie, as patterns, by the tree of requests that they come from.
 *
 * @public
 */
export function promotedPatterns(
  { parts, tenant = '*' }: Pick<EnvironmentBranch, 'parts' | 'tenant'>,
  { layout }: Pick<Platform, 'layout'>,
): Record<'platform' | 'tenants', string[]> {
  const of = (tree: PromotedPart['tree']) =>
    parts.flatMap(part => (part.tree === tree ? [part.environment] : []));
  const tenants = of('tenants');
  return {
    platform: of('platform').map(environment =>
      platformDirectory('*', environment, undefined, layout),
    ),
    tenants: tenants.length > 0 ? teamDirectories(tenant, tenants, layout) : [],
  };
}
