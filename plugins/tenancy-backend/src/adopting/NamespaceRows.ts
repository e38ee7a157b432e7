import { ServiceUnavailableError } from '@backstage/errors';
import { letOthers } from '@groundwork/backstage-plugin-tenancy-node';
import type {
  AdoptionNamespace,
  AdoptionNamespaceList,
} from '@groundwork/backstage-plugin-tenancy-common';
import {
  adoptReason,
  isKnown,
  type KubernetesObject,
  lastValue,
  labelKeysOf,
  namespaceName,
  namespaceOwner,
  type OwnerRule,
  type Platform,
} from '@groundwork/engine';
import type { LiveSnapshot } from '../clusters';
import type { TenantDirectory } from '../tenants/TenantDirectory';
import { saysOf } from './saysOf';

/** A namespace with whose it is; the kinds in it are counted when it is shown. */
export type NamespaceRow = Omit<AdoptionNamespace, 'kinds'> & {
  tier?: string;
};

/** All namespaces where tenants run. */
export interface NamespaceTable {
  rows: readonly NamespaceRow[];
  unread: AdoptionNamespaceList['unread'];
}

interface Adopted {
  environment: string;
  tenant: string;
  owner?: string;
}

/**
 * The namespaces of all clusters where tenants run, each with the tenant that it is of in Git, or would be by rules. Made when somebody
 * asks, and kept until namespaces, tenants or rules are others.
 */
export class NamespaceRows {
  readonly #platform: Platform;
  readonly #snapshot: LiveSnapshot;
  readonly #directory: TenantDirectory;
  #generation = 0;
  #last: { key: string; tenants: unknown; table: NamespaceTable } | undefined;

  constructor(options: {
    platform: Platform;
    snapshot: LiveSnapshot;
    directory: TenantDirectory;
  }) {
    this.#platform = options.platform;
    this.#snapshot = options.snapshot;
    this.#directory = options.directory;
    options.snapshot.subscribe(({ object, kind }) => {
      if ((object ?? kind ?? { kind: 'Namespace' }).kind === 'Namespace') {
        this.#generation += 1;
      }
    });
  }

  /**
   * @throws ServiceUnavailableError where Git was never read: which namespaces are adopted is not known then
   */
  async of(rules: readonly OwnerRule[]): Promise<NamespaceTable> {
    const tenants = await this.#directory.allInTurns();
    const unreadGit = this.#directory
      .unread()
      .find(source => !source.startsWith('cluster '));
    if (unreadGit !== undefined) {
      throw new ServiceUnavailableError(
        `${unreadGit} could not be read yet, so which namespaces are adopted is not known`,
      );
    }
    const key = `${this.#generation} ${JSON.stringify(rules)}`;
    if (this.#last?.key !== key || this.#last.tenants !== tenants) {
      this.#last = { key, tenants, table: await this.#make(rules) };
    }
    return this.#last.table;
  }

  async #make(rules: readonly OwnerRule[]): Promise<NamespaceTable> {
    const { environments } = this.#platform;
    const adopted = await this.#adopted();
    const rows: NamespaceRow[] = [];
    const unread: NamespaceTable['unread'] = [];
    for (const cluster of new Set(environments.map(each => each.cluster))) {
      const known = this.#snapshot.list({
        cluster,
        group: '',
        kind: 'Namespace',
      });
      if (!isKnown(known)) {
        unread.push({ cluster, why: known.message ?? known.unknown });
      }
      const names = [...(lastValue(known) ?? [])].sort((a, b) =>
        a.metadata.name < b.metadata.name ? -1 : 1,
      );
      for (const namespace of names) {
        rows.push(this.#row(cluster, namespace, { rules, adopted }));
        await letOthers();
      }
    }
    return { rows: this.#apart(rows), unread };
  }

  /** By cluster and namespace, what requests in Git are for. */
  async #adopted(): Promise<ReadonlyMap<string, Adopted>> {
    const adopted = new Map<string, Adopted>();
    for (const entry of this.#directory.all()) {
      if (entry.request || entry.isUnreadable) {
        for (const { name, cluster, namespace } of entry.environments) {
          if (
            entry.isUnreadable ||
            entry.request?.spec.environments.includes(name)
          ) {
            adopted.set(`${cluster}/${namespace}`, {
              environment: name,
              tenant: entry.name,
              ...(entry.owner === undefined ? {} : { owner: entry.owner }),
            });
          }
        }
      }
      await letOthers();
    }
    return adopted;
  }

  #row(
    cluster: string,
    { metadata }: KubernetesObject,
    context: {
      rules: readonly OwnerRule[];
      adopted: ReadonlyMap<string, Adopted>;
    },
  ): NamespaceRow {
    const base = {
      cluster,
      namespace: metadata.name,
      says: saysOf(metadata, labelKeysOf(this.#platform.prefix)),
    };
    const known = context.adopted.get(`${cluster}/${metadata.name}`);
    if (known) {
      return { ...base, ...known, state: 'adopted' };
    }
    return {
      ...base,
      ...namespaceOwner(
        metadata.name,
        this.#platform.environments.filter(each => each.cluster === cluster),
        context.rules,
        this.#platform,
      ),
    };
  }

  /** A tenant has one namespace in an environment; a further one is a tenant of its own, as the engine has it. */
  #apart(rows: readonly NamespaceRow[]): NamespaceRow[] {
    const places = new Map<string, NamespaceRow>();
    const placeOf = ({ tenant, environment }: NamespaceRow) =>
      `${tenant} ${environment}`;
    const isUsual = ({
      tenant = '',
      environment = '',
      namespace,
    }: NamespaceRow) =>
      namespaceName(this.#platform, tenant, environment) === namespace;
    const mapped = rows.filter(({ state }) => state === 'mapped');
    for (const row of [
      ...rows.filter(({ state }) => state === 'adopted'),
      ...mapped.filter(isUsual),
      ...mapped.filter(each => !isUsual(each)),
    ]) {
      const place = placeOf(row);
      if (!places.has(place)) {
        places.set(place, row);
      }
    }
    return rows.map(row => {
      if (row.state !== 'mapped' || places.get(placeOf(row)) === row) {
        return row;
      }
      const apart = { ...row, tenant: row.namespace };
      if (!places.has(placeOf(apart))) {
        places.set(placeOf(apart), apart);
        return apart;
      }
      const { tenant, environment, owner: _owner, tier: _tier, ...rest } = row;
      return {
        ...rest,
        state: 'open',
        ...adoptReason('tenantTaken', {
          tenant: tenant ?? '',
          environment: environment ?? '',
          namespace: row.namespace,
        }),
      };
    });
  }
}
