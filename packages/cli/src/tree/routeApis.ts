import { KubernetesObject, RenderOptions } from '@groundwork/engine';
import type { LiveCluster } from '../live/LiveCluster';

/** The Gateway API of clusters, as rendering takes it. */
export type RouteApis = NonNullable<RenderOptions['gatewayApi']>;

/** The Gateway API that clusters serve, by what their definitions say. */
export function routeApis(live: readonly LiveCluster[]): RouteApis {
  return Object.fromEntries(
    live.flatMap(({ cluster, crds = [] }) => {
      const annotations = crds.find(isGateway)?.metadata.annotations ?? {};
      const version = annotations['gateway.networking.k8s.io/bundle-version'];
      const channel = annotations['gateway.networking.k8s.io/channel'];
      return version && (channel === 'standard' || channel === 'experimental')
        ? [[cluster, { version, channel }]]
        : [];
    }),
  );
}

function isGateway({ metadata }: KubernetesObject): boolean {
  return metadata.name === 'gateways.gateway.networking.k8s.io';
}
