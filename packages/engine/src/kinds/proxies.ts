import { KindDescriptor } from './KindDescriptor';

/** Kinds of one group that take names on a proxy. */
function proxy(
  group: string,
  versions: readonly string[],
  plurals: Readonly<Record<string, string>>,
): KindDescriptor[] {
  return Object.entries(plurals).map(([kind, plural]) => ({
    group,
    kind,
    plural,
    versions,
    namespaced: true,
    schema: 'cluster',
    writer: 'platform',
    reach: 'cluster',
    guarded: true,
  }));
}

const traefik = {
  IngressRoute: 'ingressroutes',
  IngressRouteTCP: 'ingressroutetcps',
  IngressRouteUDP: 'ingressrouteudps',
};

/** Names on the proxies of controllers with kinds of their own, and in DNS: guarded, and not read. */
export const proxies: readonly KindDescriptor[] = [
  ...proxy('traefik.io', ['v1alpha1'], traefik),
  ...proxy('traefik.containo.us', ['v1alpha1'], traefik),
  ...proxy('projectcontour.io', ['v1'], { HTTPProxy: 'httpproxies' }),
  ...proxy('k8s.nginx.org', ['v1'], {
    TransportServer: 'transportservers',
    VirtualServerRoute: 'virtualserverroutes',
    VirtualServer: 'virtualservers',
  }),
  ...proxy('configuration.konghq.com', ['v1', 'v1beta1'], {
    TCPIngress: 'tcpingresses',
    UDPIngress: 'udpingresses',
  }),
  ...proxy('getambassador.io', ['v3alpha1', 'v2'], {
    Host: 'hosts',
    Listener: 'listeners',
    Mapping: 'mappings',
    TCPMapping: 'tcpmappings',
  }),
  ...proxy('zalando.org', ['v1'], { RouteGroup: 'routegroups' }),
];
