import { KubernetesObject } from '../../model';
import { Environment } from '../../platform';
import { Kind } from '../../snapshot/clusterView';
import { at, listOf, textOf, textsOf } from '../../model/fields';
import { grouped } from '../../snapshot/grouped';
import { byAge } from '../../status/gateway/age';
import { gatewayGroup } from '../../status/gateway/kinds';
import { CheckRun, Placed } from '../checkRun';

const namedRoutes: readonly Kind[] = ['HTTPRoute', 'GRPCRoute', 'TLSRoute'].map(
  kind => ({ group: gatewayGroup, kind }),
);
const ingressKind: Kind = { group: 'networking.k8s.io', kind: 'Ingress' };

/** The kinds that take hostnames. */
export const claimingKinds: readonly Kind[] = [...namedRoutes, ingressKind];

/** Who has which hostname, everywhere on the platform. */
export class Hostnames {
  readonly #run: CheckRun;
  readonly #lists: Array<{
    environment: Environment;
    list: readonly KubernetesObject[];
  }> = [];
  readonly #known = new Map<string, readonly Placed[]>();

  constructor(run: CheckRun) {
    this.#run = run;
    const clusters = new Map(
      run.platform.environments.map(each => [each.cluster, each]),
    );
    for (const kind of claimingKinds) {
      for (const environment of clusters.values()) {
        const list = run.read(environment.cluster, kind);
        if (list.length > 0) {
          this.#lists.push({ environment, list });
        }
      }
    }
  }

  /** Who holds the name itself, a wildcard above it, or, for a wildcard, a name below it: of two tenants the oldest. */
  oldest(name: string): readonly Placed[] {
    const isWildcard = name.startsWith('*.');
    return this.#oldestOf([
      ...this.#under('hostnames', namesOf, name),
      ...above(name).flatMap(wildcard =>
        this.#under('hostnames', namesOf, wildcard),
      ),
      ...(isWildcard
        ? this.#under('hostnames below', domainsOf, name.slice(2))
        : []),
    ]);
  }

  #under(
    what: string,
    keysOf: (object: KubernetesObject) => string[],
    key: string,
  ): readonly Placed[] {
    const id = `${what} ${key}`;
    let found = this.#known.get(id);
    if (!found) {
      found = this.#oldestOf(
        this.#lists.flatMap(({ environment, list }) =>
          grouped(list, what, keysOf)
            .get(key)
            .map(object => ({
              environment,
              cluster: environment.cluster,
              object,
              tenant: this.#run.tenantOf(
                environment.cluster,
                object.metadata.namespace,
              ),
            })),
        ),
      );
      this.#known.set(id, found);
    }
    return found;
  }

  /** Nobody but the oldest, and for that one the oldest of others, can be what somebody loses the name to. */
  #oldestOf(holders: readonly Placed[]): readonly Placed[] {
    const first = eldest(holders);
    const second = eldest(
      holders.filter(({ tenant }) => tenant !== first?.tenant),
    );
    return [first, second].flatMap(holder => holder ?? []);
  }
}

function eldest(holders: readonly Placed[]): Placed | undefined {
  let found: Placed | undefined;
  for (const holder of holders) {
    if (!found || byAge(holder.object, found.object) < 0) {
      found = holder;
    }
  }
  return found;
}

/** The wildcards that take a name. */
function above(name: string): string[] {
  const labels = name.replace(/^\*\./, '').split('.');
  const first = name.startsWith('*.') ? 0 : 1;
  return labels
    .slice(first)
    .map((_, i) => `*.${labels.slice(first + i).join('.')}`)
    .filter(wildcard => wildcard !== name);
}

/** The domains that the names of an object lie in, whatever how deep. */
function domainsOf(object: KubernetesObject): string[] {
  return namesOf(object).flatMap(name => {
    const labels = name.split('.');
    return labels.slice(1).map((_, i) => labels.slice(i + 1).join('.'));
  });
}

function namesOf(object: KubernetesObject): string[] {
  return claimsOf(object).map(({ name }) => name);
}

/** The hostnames that an object takes, each with its field. */
export function claimsOf(
  object: KubernetesObject,
): Array<{ name: string; field: string }> {
  if (object.kind === 'Ingress') {
    return listOf(at(object.spec, 'rules')).flatMap((rule, i) => {
      const name = textOf(rule.host);
      return name
        ? [{ name: name.toLowerCase(), field: `spec.rules[${i}].host` }]
        : [];
    });
  }
  return textsOf(at(object.spec, 'hostnames')).map((name, i) => ({
    name: name.toLowerCase(),
    field: `spec.hostnames[${i}]`,
  }));
}
