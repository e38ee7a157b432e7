import { domainName } from '../capabilities/tenant/domainName';
import { isTenant } from '../manifests';
import { findEnvironment } from '../manifests/renderTargets';
import {
  enclosingDomains,
  isInDomains,
  tenantDomains,
  usualDomains,
} from '../manifests/tenantDomains';
import { fieldsOf, textOf, textsOf } from '../model/fields';
import { labelKeysOf } from '../names';
import type { Platform } from '../platform';
import type { Steps } from '../steps';
import type { AdoptOptions } from './Adoption';
import type { AdoptWorld } from './AdoptWorld';
import { partOf } from './partOf';
import type { TenantPart } from './read/TenantPart';

/** As many as a request may name for an environment. */
const most = 20;

const kinds = [
  ['gateway.networking.k8s.io', 'HTTPRoute'],
  ['gateway.networking.k8s.io', 'GRPCRoute'],
  ['gateway.networking.k8s.io', 'TLSRoute'],
  ['cert-manager.io', 'Certificate'],
] as const;

/**
 * The hostnames that routes and certificates have already, whose namespaces were made before anybody gave domains away. A domain belongs
 * to one tenant in all environments, so what several use is given to none of them.
 */
export class HostnameClaims {
  /** Who uses a name, or has it by a request or by its own name. */
  readonly #users = new Map<string, Set<string>>();
  /** Who uses a name below this one. */
  readonly #below = new Map<string, Set<string>>();
  readonly #own = new Map<string, readonly string[]>();
  readonly #platform: Platform;

  private constructor(platform: Platform) {
    this.#platform = platform;
  }

  /** Reads what all tenants use, in steps of one each. */
  static *of(
    world: AdoptWorld,
    { platform, present = [] }: AdoptOptions,
  ): Steps<HostnameClaims> {
    const claims = new HostnameClaims(platform);
    for (const request of present.filter(isTenant)) {
      for (const name of request.spec.environments) {
        const environment = findEnvironment(platform, name);
        if (environment && request.spec.state !== 'removed') {
          tenantDomains(request, environment).forEach(domain =>
            claims.#add(domain, request.metadata.name),
          );
        }
      }
      yield;
    }
    for (const [tenant, cells] of world.cells) {
      for (const cell of cells.values()) {
        const own = hostnamesOf(partOf(cell, world), platform);
        claims.#own.set(`${tenant} ${cell.environment.name}`, own);
        [...own, ...usualDomains(tenant, cell.environment)].forEach(domain =>
          claims.#add(domain, tenant),
        );
      }
      yield;
    }
    return claims;
  }

  /** The domains of a tenant in an environment; undefined where those that follow from its name are enough. */
  domainsOf(tenant: string, environment: string): string[] | undefined {
    const usual = this.#usual(tenant, environment);
    const free = this.#further(tenant, environment).filter(name =>
      this.#isFree(name, tenant),
    );
    return free.length > 0 ? [...usual, ...free].slice(0, most) : undefined;
  }

  /** A line for each hostname that it uses and is not given. */
  leftOf(tenant: string, environment: string): string[] {
    const given = this.domainsOf(tenant, environment) ?? [];
    return this.#further(tenant, environment)
      .filter(name => !given.includes(name))
      .map(
        name =>
          `domains.${environment}: ${name}, since ${
            this.#isFree(name, tenant)
              ? `a request names ${most} at most`
              : 'another tenant has it, a domain that it lies in, or one below it'
          }`,
      );
  }

  /** What follows from its name does not reach. */
  #further(tenant: string, environment: string): readonly string[] {
    const usual = this.#usual(tenant, environment);
    return (this.#own.get(`${tenant} ${environment}`) ?? []).filter(
      name => !isInDomains(name, usual),
    );
  }

  #usual(tenant: string, environment: string): string[] {
    const found = findEnvironment(this.#platform, environment);
    return found ? usualDomains(tenant, found) : [];
  }

  #isFree(name: string, tenant: string): boolean {
    const isOwn = (users: Set<string> | undefined) =>
      users === undefined || (users.size === 1 && users.has(tenant));
    return (
      enclosingDomains(name).every(each => isOwn(this.#users.get(each))) &&
      isOwn(this.#below.get(name))
    );
  }

  #add(name: string, tenant: string): void {
    addTo(this.#users, name, tenant);
    enclosingDomains(name)
      .slice(1)
      .forEach(each => addTo(this.#below, each, tenant));
  }
}

/** Hostnames below the domains of the environment, without those inside of others; none where Groundwork keeps the namespace already. */
function hostnamesOf(part: TenantPart, platform: Platform): readonly string[] {
  const namespace = part.find('', 'Namespace', part.namespace, '');
  if (
    namespace?.metadata.annotations?.[labelKeysOf(platform.prefix).domains] !==
    undefined
  ) {
    return [];
  }
  const shared = platform.environments.flatMap(({ domains }) => domains);
  const names = new Set(
    kinds
      .flatMap(([group, kind]) => part.list(group, kind))
      .flatMap(({ spec }) => {
        const { hostnames, dnsNames, commonName } = fieldsOf(spec);
        return [
          ...textsOf(hostnames),
          ...textsOf(dnsNames),
          ...(textOf(commonName) === undefined ? [] : [textOf(commonName)]),
        ];
      })
      .map(name => (name ?? '').toLowerCase().replace(/^\*\./, ''))
      .filter(
        name =>
          domainName.safeParse(name).success &&
          part.environment.domains.some(each => name.endsWith(`.${each}`)) &&
          !shared.some(each => isInDomains(each, [name])),
      ),
  );
  return [...names]
    .filter(
      name =>
        !enclosingDomains(name)
          .slice(1)
          .some(each => names.has(each)),
    )
    .sort();
}

function addTo(
  all: Map<string, Set<string>>,
  key: string,
  value: string,
): void {
  const known = all.get(key);
  if (known) {
    known.add(value);
  } else {
    all.set(key, new Set([value]));
  }
}
