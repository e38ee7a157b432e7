import type { KindDescriptor } from '../../kinds';
import { KubernetesObject } from '../../model';
import { Environment, kindsOf } from '../../platform';
import { grouped } from '../../snapshot/grouped';
import { byAge } from '../../status/gateway/age';
import { CheckRun, Placed } from '../checkRun';

/** The kinds that take hostnames. */
export function claimingKinds({ platform }: CheckRun): KindDescriptor[] {
  return kindsOf(platform).watched.filter(({ hostnames }) => hostnames);
}

/** Who has which hostname, everywhere on the platform. */
export class Hostnames {
  readonly #run: CheckRun;
  readonly #lists: Array<{
    kind: KindDescriptor;
    environment: Environment;
    list: readonly KubernetesObject[];
  }> = [];
  readonly #known = new Map<string, readonly Placed[]>();

  constructor(run: CheckRun) {
    this.#run = run;
    const clusters = new Map(
      run.platform.environments.map(each => [each.cluster, each]),
    );
    for (const kind of claimingKinds(run)) {
      for (const environment of clusters.values()) {
        const list = run.read(environment.cluster, kind);
        if (list.length > 0) {
          this.#lists.push({ kind, environment, list });
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
    keysOf: (kind: KindDescriptor, object: KubernetesObject) => string[],
    key: string,
  ): readonly Placed[] {
    const id = `${what} ${key}`;
    let found = this.#known.get(id);
    if (!found) {
      found = this.#oldestOf(
        this.#lists.flatMap(({ kind, environment, list }) =>
          grouped(list, what, object => keysOf(kind, object))
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
function domainsOf(kind: KindDescriptor, object: KubernetesObject): string[] {
  return namesOf(kind, object).flatMap(name => {
    const labels = name.split('.');
    return labels.slice(1).map((_, i) => labels.slice(i + 1).join('.'));
  });
}

function namesOf(kind: KindDescriptor, object: KubernetesObject): string[] {
  return (kind.hostnames?.(object) ?? []).map(({ name }) => name);
}
