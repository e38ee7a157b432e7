import { isTenant } from '../manifests';
import { namespaceName } from '../names';
import type { Environment, Platform } from '../platform';
import type { RequestEnvelope } from '../request';
import type { OwnerRule } from './Adoption';
import { adoptReason, type AdoptReason } from './AdoptReason';
import { type Owned, ownerOf } from './ownerOf';

/**
 * Whose each namespace is. A tenant has one namespace in an environment: the one that it has by the platform's naming, else the first by
 * name; a further one is a tenant of its own. The order in which they are read says nothing.
 */
export class NamespacePlaces {
  readonly #rules: readonly OwnerRule[];
  readonly #platform: Platform;
  /** Tenants and environments whose namespace is said, there or not. */
  readonly #held: ReadonlySet<string>;
  readonly #owners = new Map<string, Owned | AdoptReason>();
  /** Namespaces that are being deleted. */
  readonly #leaving = new Set<string>();

  constructor(
    rules: readonly OwnerRule[],
    platform: Platform,
    present: readonly RequestEnvelope[],
  ) {
    this.#rules = rules;
    this.#platform = platform;
    this.#held = new Set([
      ...(platform.naming.existing ?? []).map(({ tenant, environment }) =>
        placeOf(tenant, environment),
      ),
      ...present.flatMap(each =>
        isTenant(each)
          ? each.spec.environments.map(environment =>
              placeOf(each.metadata.name, environment),
            )
          : [],
      ),
    ]);
  }

  /** A namespace that was found, with the environments that it can be of. */
  add(
    namespace: string,
    environments: readonly Environment[],
    isLeaving: boolean,
  ): void {
    const key = keyOf(namespace, environments);
    if (isLeaving) {
      this.#leaving.add(key);
    }
    if (!this.#owners.has(key)) {
      this.#owners.set(
        key,
        ownerOf(namespace, environments, this.#rules, this.#platform),
      );
    }
  }

  /** Decides, after all were added. */
  settle(): void {
    for (const key of this.#leaving) {
      this.#owners.set(key, adoptReason('beingDeleted'));
    }
    // What is known by its environment and what is known by its cluster may be the same namespace.
    const taken = new Map<string, string>();
    const owned = [...this.#owners]
      .flatMap(([key, owner]) => ('why' in owner ? [] : [{ key, owner }]))
      .sort((a, b) => this.#compare(a.owner, b.owner));
    const claim = (tenant: string, { environment, namespace }: Owned) => {
      const place = placeOf(tenant, environment.name);
      const isFree =
        !taken.has(place) &&
        (!this.#held.has(place) ||
          this.#usualOf(tenant, environment) === namespace);
      if (isFree) {
        taken.set(place, namespace);
      }
      return taken.get(place) === namespace;
    };
    const further = owned.filter(({ owner }) => !claim(owner.tenant, owner));
    for (const { key, owner } of further) {
      const { tenant, namespace, environment } = owner;
      this.#owners.set(
        key,
        claim(namespace, owner)
          ? { ...owner, tenant: namespace }
          : adoptReason('tenantTaken', {
              tenant,
              namespace,
              environment: environment.name,
            }),
      );
    }
  }

  /** Of one that was added. */
  of(
    namespace: string,
    environments: readonly Environment[],
  ): Owned | AdoptReason {
    return (
      this.#owners.get(keyOf(namespace, environments)) ??
      ownerOf(namespace, environments, this.#rules, this.#platform)
    );
  }

  #compare(a: Owned, b: Owned): number {
    const byUse = Number(this.#isUsual(b)) - Number(this.#isUsual(a));
    return byUse === 0 ? compareText(a.namespace, b.namespace) : byUse;
  }

  #isUsual({ tenant, environment, namespace }: Owned): boolean {
    return this.#usualOf(tenant, environment) === namespace;
  }

  #usualOf(tenant: string, { name }: Environment): string {
    return namespaceName(this.#platform, tenant, name);
  }
}

function keyOf(
  namespace: string,
  environments: readonly Environment[],
): string {
  return `${environments.map(({ name }) => name).join()} ${namespace}`;
}

function placeOf(tenant: string, environment: string): string {
  return `${tenant} ${environment}`;
}

function compareText(a: string, b: string): number {
  return Number(a > b) - Number(a < b);
}
