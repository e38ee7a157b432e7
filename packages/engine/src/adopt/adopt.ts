import { groupOf } from '../model';
import { ExistingNamespace, namespaceName } from '../names';
import type { Platform } from '../platform';
import { unite } from '../render/renderAll';
import { finish, Steps } from '../steps';
import type { Adoption, AdoptedObject, AdoptOptions } from './Adoption';
import { adoptTenant, TenantAdoption } from './adoptTenant';
import { AdoptWorld } from './AdoptWorld';

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
 * As {@link adopt}, in steps of a tenant each.
 *
 * @public
 */
export function* adoptInSteps(given: AdoptOptions): Steps<Adoption> {
  const world = new AdoptWorld(given.objects, given.rules, given.platform);
  yield;
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
  const tenants: TenantAdoption[] = [];
  for (const [name, cells] of [...world.cells].sort(([a], [b]) =>
    a < b ? -1 : 1,
  )) {
    const inOrder = [...cells.values()].sort(
      (a, b) =>
        order.indexOf(a.environment.name) - order.indexOf(b.environment.name),
    );
    tenants.push(adoptTenant(name, inOrder, world, options));
    yield;
  }
  return {
    files: unite(tenants.map(({ files }) => ({ files }))).files,
    tenants: tenants.map(({ tenant }) => tenant),
    objects: [
      ...tenants.flatMap(({ objects }) => objects),
      ...world.clusterWide.map(
        ({ object, environment }): AdoptedObject => ({
          group: groupOf(object.apiVersion),
          kind: object.kind,
          name: object.metadata.name,
          ...(environment === undefined ? {} : { environment }),
          fate: 'listed',
          why: 'it belongs to the whole cluster, or names no namespace',
        }),
      ),
    ],
    credentials: tenants.flatMap(({ credentials }) => credentials),
    leftOut: [...world.leftOut.values()].sort((a, b) =>
      a.namespace < b.namespace ? -1 : 1,
    ),
    secrets: world.secrets,
    existing,
  };
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
