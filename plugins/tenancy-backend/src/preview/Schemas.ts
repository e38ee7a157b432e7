import {
  customResourceDefinitions,
  type GatewayApi,
  isKnown,
  type KubernetesObject,
  lastValue,
  type SchemaSet,
  schemaSet,
} from '@groundwork/engine';
import { bundledSchemas } from '@groundwork/engine/bundled';
import { definitionsOf, type LiveSnapshot, unreadGroups } from '../clusters';

const GATEWAYS = 'gateways.gateway.networking.k8s.io';

/**
 * The schemas of each cluster, from the CustomResourceDefinitions that it really has. Compiled when first asked for,
 * and again after they changed.
 */
export class Schemas {
  readonly #snapshot: LiveSnapshot;
  readonly #compiled = new Map<
    string,
    {
      crds: readonly KubernetesObject[] | undefined;
      unread: string;
      apis: readonly string[] | undefined;
      schemas: SchemaSet;
    }
  >();

  constructor(snapshot: LiveSnapshot) {
    this.#snapshot = snapshot;
  }

  /** The Gateway API of each of these clusters, as far as it is known. */
  gatewayApi(clusters: readonly string[]): Record<string, GatewayApi> {
    const { group, kind } = customResourceDefinitions;
    return Object.fromEntries(
      clusters.flatMap(cluster => {
        const [crd] =
          lastValue(
            this.#snapshot.list({ cluster, group, kind, name: GATEWAYS }),
          ) ?? [];
        const annotations = crd?.metadata.annotations ?? {};
        const version = annotations['gateway.networking.k8s.io/bundle-version'];
        const channel = annotations['gateway.networking.k8s.io/channel'];
        return version && (channel === 'standard' || channel === 'experimental')
          ? [[cluster, { version, channel }]]
          : [];
      }),
    );
  }

  /** The cluster's own schemas; those of known releases while it can't be asked. */
  of(cluster: string): { schemas: SchemaSet; isLive: boolean } {
    const { group, kind } = customResourceDefinitions;
    const known = this.#snapshot.list({ cluster, group, kind });
    const crds = lastValue(known);
    const isLive = isKnown(known);
    const names = this.#snapshot.unreadNames(cluster, { group, kind });
    const apis = this.#snapshot.apis.of(cluster);
    const unread = names.join(' ');
    const compiled = this.#compiled.get(cluster);
    if (
      compiled?.crds === crds &&
      compiled?.unread === unread &&
      compiled.apis === apis
    ) {
      return { schemas: compiled.schemas, isLive };
    }
    const schemas = schemaSet({
      cluster,
      bundled: bundledSchemas(),
      ...(crds
        ? {
            definitions: definitionsOf(crds),
            unread: unreadGroups(crds, names),
            ...(apis ? { apis } : {}),
          }
        : {}),
      ...(isKnown(known) ? { asOf: known.asOf } : {}),
    });
    this.#compiled.set(cluster, { crds, unread, apis, schemas });
    return { schemas, isLive };
  }
}
