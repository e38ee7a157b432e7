import { Capability } from '../../manifests';
import { Commits, EnvironmentChange, EnvironmentComparison } from '../../model';
import { Platform } from '../../platform';
import { RequestEnvelope } from '../../request';
import { Steps, finish } from '../../steps';
import { changeOf } from './changeOf';
import { Declared, declaredInSteps } from './declared';
import { Difference, Side } from './Difference';
import { differenceOf } from './differenceOf';
import { dialectOf } from './lawful';
import { placedInSteps } from './placed';
import { describeComparison } from './words';

/**
 * A tenant as Git holds it: the text of its files by path, and its requests, its own among them.
 *
 * @public
 */
export interface TenantInGit {
  name: string;
  /** Those of its environments, in the platform's order. */
  environments: readonly string[];
  files: ReadonlyMap<string, string>;
  requests: readonly RequestEnvelope[];
}

/**
 * What comparisons are made with.
 *
 * @public
 */
export interface ComparisonOptions {
  platform: Platform;
  /** Without it nobody knows which environment had a change first. */
  commits?: Commits;
  capabilities?: readonly Capability[];
}

/**
 * Compares each environment of a tenant with the one before it, by what Git holds in the team's own tree: patches and objects
 * that no request makes too. What differs lawfully by environment is the same; what an override asks for is told apart, but
 * for versions, which are what is promoted.
 *
 * @public
 */
export function compareEnvironments(
  tenant: TenantInGit,
  options: ComparisonOptions,
): EnvironmentComparison[] {
  return finish(compareEnvironmentsInSteps(tenant, options));
}

/**
 * As {@link compareEnvironments}, in steps of a file or an object each.
 *
 * @public
 */
export function* compareEnvironmentsInSteps(
  tenant: TenantInGit,
  options: ComparisonOptions,
): Steps<EnvironmentComparison[]> {
  const { platform } = options;
  const environments = platform.environments.filter(({ name }) =>
    tenant.environments.includes(name),
  );
  const declared = yield* declaredInSteps(
    tenant.requests,
    platform,
    options.capabilities,
  );
  const sides: Side[] = [];
  for (const environment of environments) {
    const dialect = dialectOf(platform, tenant.name, environment);
    const objects = yield* placedInSteps(
      tenant.files,
      tenant.name,
      environment.name,
      dialect,
      platform.layout,
    );
    sides.push({ environment, objects, general: dialect.general });
  }
  const comparisons: EnvironmentComparison[] = [];
  for (const [i, later] of sides.slice(1).entries()) {
    comparisons.push(yield* compared(sides[i], later, declared, options));
  }
  return comparisons;
}

const order: ReadonlyArray<EnvironmentChange['direction']> = [
  'behind',
  'ahead',
  'unclear',
  'intended',
];

function* compared(
  earlier: Side,
  later: Side,
  declared: Declared,
  options: ComparisonOptions,
): Steps<EnvironmentComparison> {
  const groups = new Map<string, Difference[]>();
  for (const key of new Set([
    ...earlier.objects.keys(),
    ...later.objects.keys(),
  ])) {
    const found = differenceOf(key, earlier, later, declared);
    if (found) {
      const group = found.of.request ?? key;
      groups.set(group, [...(groups.get(group) ?? []), found]);
    }
    yield;
  }
  const changes: EnvironmentChange[] = [];
  for (const group of groups.values()) {
    changes.push(changeOf(group, earlier, later, options));
    yield;
  }
  changes.sort(
    (a, b) =>
      order.indexOf(a.direction) - order.indexOf(b.direction) ||
      (a.what < b.what ? -1 : 1),
  );
  const count = (direction: EnvironmentChange['direction']) =>
    changes.filter(each => each.direction === direction).length;
  const counts = {
    behind: count('behind'),
    ahead: count('ahead'),
    unclear: count('unclear'),
    intended: count('intended'),
  };
  const against = earlier.environment.name;
  return {
    environment: later.environment.name,
    against,
    words: describeComparison(against, counts, changes),
    ...counts,
    changes,
  };
}
