import {
  forgetManagers,
  isKnown,
  type KubernetesObject,
  lastValue,
  ManagedPathsReader,
  refOf,
  rememberManagers,
  type Snapshot,
} from '@groundwork/engine';
import { letOthers } from '@groundwork/backstage-plugin-tenancy-node';
import { isFromGit } from './isFromGit';

/**
 * Keeps who manages which fields: of objects that come from Git and are a tenant's, and of no others. Until it is known which
 * namespaces are tenants', those of all are kept.
 */
export class FieldManagers {
  readonly #snapshot: Pick<Snapshot, 'list'>;
  readonly #tenantLabel: string;
  readonly #reader = new ManagedPathsReader();
  readonly #unsettled = new Map<string, KubernetesObject[]>();

  constructor(snapshot: Pick<Snapshot, 'list'>, tenantLabel: string) {
    this.#snapshot = snapshot;
    this.#tenantLabel = tenantLabel;
  }

  keep(
    cluster: string,
    object: KubernetesObject,
    managedFields: unknown,
  ): void {
    if (managedFields === undefined || !isFromGit(object)) {
      return;
    }
    const isTenants = this.#isTenants(cluster, object);
    if (isTenants === false) {
      return;
    }
    rememberManagers(object, this.#reader.read(managedFields));
    if (isTenants === undefined) {
      const waiting = this.#unsettled.get(cluster) ?? [];
      waiting.push(object);
      this.#unsettled.set(cluster, waiting);
    }
  }

  /** To be called when the namespaces of a cluster were read. */
  async settle(cluster: string): Promise<void> {
    const waiting = this.#unsettled.get(cluster) ?? [];
    this.#unsettled.delete(cluster);
    for (const object of waiting) {
      if (this.#isTenants(cluster, object) === false) {
        // What is kept now need not be what was listed.
        const now = lastValue(this.#snapshot.list(refOf(cluster, object)));
        [object, ...(now ?? [])].forEach(forgetManagers);
      }
      await letOthers();
    }
  }

  /** Undefined while nobody knows. */
  #isTenants(
    cluster: string,
    { metadata }: KubernetesObject,
  ): boolean | undefined {
    if (metadata.labels?.[this.#tenantLabel] !== undefined) {
      return true;
    }
    if (metadata.namespace === undefined) {
      return false;
    }
    const known = this.#snapshot.list({
      cluster,
      group: '',
      kind: 'Namespace',
      name: metadata.namespace,
    });
    return isKnown(known)
      ? known.value.some(
          each => each.metadata.labels?.[this.#tenantLabel] !== undefined,
        )
      : undefined;
  }
}
