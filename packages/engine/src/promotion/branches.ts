import { type BranchAddress, type Platform, repositoryOf } from '../platform';
import { branchKey, hasOwnBranch } from '../platform/repositoryOf';
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
  /** The names of its environments with hyphens between them, and of its tree where the other one lies elsewhere. */
  name: string;
  parts: readonly PromotedPart[];
  publish: 'pullRequest' | 'push' | 'pipeline';
  /** Who reviews all of it on its host. */
  codeowners?: string;
}

const trees = ['platform', 'tenants'] as const;

/**
 * The branches of environments, in the order of the configuration; none where all lies beside the requests.
 *
 * @public
 */
export function environmentBranches(
  platform: Pick<Platform, 'repository' | 'environments' | 'publish'>,
): EnvironmentBranch[] {
  const found = new Map<string, Omit<EnvironmentBranch, 'name'>>();
  for (const environment of platform.environments) {
    for (const tree of trees) {
      if (hasOwnBranch(platform, environment, tree)) {
        const at = repositoryOf(platform, environment, tree);
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
    }
  }
  return [...found.values()].map(branch => ({
    ...branch,
    name: nameOf(branch.parts),
  }));
}

function nameOf(parts: readonly PromotedPart[]): string {
  const names = [...new Set(parts.map(({ environment }) => environment))];
  const [tree, other] = [...new Set(parts.map(part => part.tree))];
  return [...names, ...(other === undefined ? [tree] : [])].join('-');
}

/**
 * Whether a file belongs on the branch of an environment: what is rendered for it, and what teams keep beside their requests and
 * their environments, such as the base of a Kustomization. No request does.
 *
 * @public
 */
export function isPromoted(
  path: string,
  { parts }: Pick<EnvironmentBranch, 'parts'>,
  platform: Pick<Platform, 'layout' | 'environments'>,
): boolean {
  const { layout, environments } = platform;
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
  { parts }: Pick<EnvironmentBranch, 'parts'>,
  { layout }: Pick<Platform, 'layout'>,
): Record<'platform' | 'tenants', string[]> {
  const of = (tree: PromotedPart['tree']) =>
    parts.flatMap(part => (part.tree === tree ? [part.environment] : []));
  const tenants = of('tenants');
  return {
    platform: of('platform').map(environment =>
      platformDirectory('*', environment, undefined, layout),
    ),
    tenants: tenants.length > 0 ? teamDirectories('*', tenants, layout) : [],
  };
}
