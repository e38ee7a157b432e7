import { ExistingNamespace, namespaceName } from '../names';
import { isTenant } from '../manifests';
import { kindsOf, type Platform } from '../platform';
import { uniteInSteps } from '../render/renderAll';
import { finish, Steps } from '../steps';
import type {
  Adoption,
  AdoptedObject,
  AdoptedTenant,
  AdoptOptions,
  FoundObject,
  OwnerRule,
  UnsaidMetadata,
} from './Adoption';
import { adoptTenant, TenantAdoption } from './adoptTenant';
import { AdoptWorld } from './AdoptWorld';
import { commonObjects } from './commonObjects';
import { GitObjects } from './GitObjects';
import { HostnameClaims } from './HostnameClaims';
import { isMade } from './isMade';
import { ownerOf } from './ownerOf';
import { identityOf } from './told';

/**
 * Makes requests of what is there: for every namespace that a rule names, the request of its tenant, and for what is in it requests
 * that render to the very same objects. What no request says is kept as it is where the team may have it, and listed where not.
 * Nothing is read but what is given, and nothing is changed.
 *
 * @public
 */
export function adopt(options: AdoptOptions): Adoption {
  return finish(adoptInSteps(options));
}

/**
 * As {@link adopt}, in steps of an object each.
 *
 * @public
 */
export function* adoptInSteps(given: AdoptOptions): Steps<Adoption> {
  const world = yield* worldOf(given);
  const existing = existingNames(world, given.platform);
  const options: AdoptOptions = {
    ...given,
    platform: {
      ...given.platform,
      naming: {
        ...given.platform.naming,
        existing: [...given.platform.naming.existing, ...existing],
      },
    },
  };
  const order = options.platform.environments.map(({ name }) => name);
  const inGit = yield* GitObjects.of(
    options.files ?? new Map(),
    new Set(world.cells.keys()),
    options.platform,
  );
  const claims = yield* HostnameClaims.of(world, options);
  const tenants: TenantAdoption[] = [];
  for (const [name, cells] of [...world.cells].sort(([a], [b]) =>
    a < b ? -1 : 1,
  )) {
    const inOrder = [...cells.values()].sort(
      (a, b) =>
        order.indexOf(a.environment.name) - order.indexOf(b.environment.name),
    );
    tenants.push(
      yield* adoptTenant(name, inOrder, world, claims, inGit, options),
    );
    yield;
  }
  const { files } = yield* uniteInSteps(tenants);
  const common = yield* commonObjects(world, tenants, options);
  return {
    files,
    tenants: tenants.map(({ tenant }) => ({
      ...tenant,
      left: [...tenant.left, ...unreadPlaces(tenant, options)],
    })),
    objects: [
      ...tenants.flatMap(({ objects }) => objects),
      ...world.clusterWide.map(found =>
        listed(
          found,
          kindsOf(given.platform).of(found.object)?.namespaced
            ? 'it names no namespace'
            : 'it belongs to the whole cluster, or names no namespace',
        ),
      ),
      ...world.delivery
        .filter(
          found =>
            (found.object.kind === 'Namespace' || !isMade(found.object)) &&
            !tenants.some(({ done }) => done.has(found)),
        )
        .map(found =>
          listed(
            found,
            "it lies where Argo CD keeps its objects, and is no adopted tenant's",
          ),
        ),
    ],
    credentials: tenants.flatMap(({ credentials }) => credentials),
    leftOut: [...world.leftOut.values()].sort((a, b) =>
      a.namespace < b.namespace ? -1 : 1,
    ),
    secrets: world.secrets,
    made: world.made,
    existing,
    metadata: countLost(tenants),
    common,
  };
}

/**
 * What was found, by whose it is. A tenant that is in Git for more than what rules name is read whole: a request without its other
 * environments would take it away there.
 */
function* worldOf({
  objects,
  rules,
  platform,
  present = [],
}: AdoptOptions): Steps<AdoptWorld> {
  const world = yield* AdoptWorld.of(objects, rules, platform, present);
  const further = present.flatMap((request): OwnerRule[] => {
    const cells = world.cells.get(request.metadata.name);
    return isTenant(request) && cells
      ? request.spec.environments
          .filter(environment => !cells.has(environment))
          .map(environment => ({
            namespace: namespaceName(
              platform,
              request.metadata.name,
              environment,
            ),
            environment,
            tenant: request.metadata.name,
            owner: [...cells.values()][0].owner,
          }))
      : [];
  });
  return further.length === 0
    ? world
    : yield* AdoptWorld.of(objects, [...further, ...rules], platform, present);
}

function listed(
  { object, environment }: FoundObject,
  why: string,
): AdoptedObject {
  return {
    ...identityOf(object),
    ...(environment === undefined ? {} : { environment }),
    fate: 'listed',
    why,
  };
}

/** Where rules say that a tenant is and nothing is known: its request goes without. */
function unreadPlaces(
  { tenant, namespaces }: AdoptedTenant,
  { rules, platform, notRead = [] }: AdoptOptions,
): string[] {
  return platform.environments
    .filter(
      ({ name, cluster }) =>
        notRead.some(
          each =>
            each.cluster === cluster &&
            (each.kind === undefined || each.kind === 'Namespace'),
        ) &&
        rules.some(rule => {
          const owned =
            rule.environment === name
              ? ownerOf(
                  rule.namespace,
                  platform.environments.filter(each => each.name === name),
                  [rule],
                  platform,
                )
              : undefined;
          return owned && 'tenant' in owned && owned.tenant === tenant;
        }) &&
        !namespaces.some(({ environment }) => environment === name),
    )
    .map(
      ({ name, cluster }) =>
        `environments: ${name}, since cluster ${cluster} could not be read`,
    );
}

/** Namespaces whose tenants would have others by the platform's naming. */
function existingNames(
  world: AdoptWorld,
  platform: Platform,
): ExistingNamespace[] {
  return [...world.cells.values()]
    .flatMap(cells => [...cells.values()])
    .filter(
      ({ tenant, environment, namespace }) =>
        namespaceName(platform, tenant, environment.name) !== namespace,
    )
    .map(({ tenant, environment, namespace }) => ({
      tenant,
      environment: environment.name,
      namespace,
    }));
}

/** Each key once, those of most namespaces first. */
function countLost(tenants: readonly TenantAdoption[]): UnsaidMetadata[] {
  const all = new Map<string, UnsaidMetadata>();
  for (const { part, key } of tenants.flatMap(({ lost }) => lost)) {
    const known = all.get(`${part} ${key}`);
    all.set(`${part} ${key}`, {
      part,
      key,
      namespaces: (known?.namespaces ?? 0) + 1,
    });
  }
  return [...all.values()].sort((a, b) => b.namespaces - a.namespaces);
}
