import { Cluster } from './Cluster';
import { Condition, condition, report } from './Conditions';
import { keyOf, KubeObject } from './KubeObject';
import { StatusData } from './StatusData';

interface GatewayClass extends KubeObject {
  spec: { controllerName: string };
}
interface Gateway extends KubeObject {
  spec: {
    gatewayClassName: string;
    listeners: Array<{ name: string; protocol: string }>;
  };
}
interface Route extends KubeObject {
  spec: {
    parentRefs?: Array<{
      kind?: string;
      name: string;
      namespace?: string;
      sectionName?: string;
    }>;
  };
  status?: { parents?: Array<{ conditions: Condition[] }> };
}

const api = 'gateway.networking.k8s.io/v1';
const kinds: Record<string, string[]> = {
  HTTP: ['HTTPRoute', 'GRPCRoute'],
  HTTPS: ['HTTPRoute', 'GRPCRoute'],
  TLS: ['TLSRoute'],
  TCP: ['TCPRoute'],
  UDP: ['UDPRoute'],
};

/** Says of gateways and routes what a controller would mostly say: accepted and programmed. It judges nothing; refusals are data. */
export async function reconcileGateways(
  cluster: Cluster,
  data: StatusData,
): Promise<void> {
  const classes = (
    await cluster.list<GatewayClass>(api, 'GatewayClass')
  ).filter(({ spec }) => data.gatewayControllers.includes(spec.controllerName));
  for (const gatewayClass of classes) {
    await report(cluster, data, gatewayClass, {
      conditions: [
        condition('Accepted', true, 'Accepted', 'Valid GatewayClass'),
      ],
    });
  }
  const lists = await Promise.all(
    [...new Set(Object.values(kinds).flat())].map(kind =>
      cluster.list<Route>(api, kind),
    ),
  );
  const routes = lists.flat();
  const gateways = await cluster.list<Gateway>(api, 'Gateway');
  const ours = gateways.filter(({ spec }) =>
    classes.some(({ metadata }) => metadata.name === spec.gatewayClassName),
  );
  const find = (route: Route, name: string, namespace?: string) =>
    ours.find(
      gateway =>
        keyOf(gateway) === `${namespace ?? route.metadata.namespace}/${name}`,
    );
  for (const route of routes) {
    const parents = (route.spec.parentRefs ?? []).flatMap(parentRef => {
      const gateway = find(route, parentRef.name, parentRef.namespace);
      const owner = classes.find(
        ({ metadata }) => metadata.name === gateway?.spec.gatewayClassName,
      );
      const conditions = [
        condition('Accepted', true, 'Accepted', `Accepted ${route.kind}`),
        condition(
          'ResolvedRefs',
          true,
          'ResolvedRefs',
          'Service reference is valid',
        ),
      ];
      return owner
        ? [{ parentRef, controllerName: owner.spec.controllerName, conditions }]
        : [];
    });
    await report(cluster, data, route, { parents });
  }
  for (const gateway of ours) {
    const attached = (listener: string) =>
      routes.filter(
        ({ metadata, spec, status }) =>
          status?.parents?.[0]?.conditions[0].status === 'True' &&
          spec.parentRefs?.some(
            ({ name, namespace = metadata.namespace, sectionName }) =>
              `${namespace}/${name}` === keyOf(gateway) &&
              (sectionName ?? listener) === listener,
          ),
      ).length;
    await report(cluster, data, gateway, {
      addresses: [
        {
          type: 'IPAddress',
          value:
            data.addresses[`${cluster.name}/${gateway.metadata.name}`] ??
            '192.0.2.1',
        },
      ],
      conditions: [
        condition(
          'Accepted',
          true,
          'Accepted',
          'Gateway successfully scheduled',
        ),
        condition(
          'Programmed',
          true,
          'Programmed',
          'Gateway successfully reconciled',
        ),
      ],
      listeners: gateway.spec.listeners.map(({ name, protocol }) => ({
        name,
        attachedRoutes: attached(name),
        supportedKinds: (kinds[protocol] ?? []).map(kind => ({
          group: api.split('/')[0],
          kind,
        })),
        conditions: [
          condition('Programmed', true, 'Programmed', 'Listener Programmed'),
          condition('Accepted', true, 'Accepted', 'Listener Accepted'),
          condition('ResolvedRefs', true, 'ResolvedRefs', 'Resolved Refs'),
        ],
      })),
    });
  }
}
