/*
 * Small worlds of Gateway API objects: what conditions and answers are tested on.
 */
import { KubernetesObject } from '../model';
import { arraySnapshot } from '../snapshot';

type Fields = Record<string, unknown>;

const group = 'gateway.networking.k8s.io';

/** An object of Gateway API in namespace `infra`. */
export const gatewayObject = (
  kind: string,
  name: string,
  spec: unknown,
  metadata: Fields = {},
): KubernetesObject => ({
  apiVersion: `${group}/v1`,
  kind,
  metadata: { name, namespace: 'infra', ...metadata },
  spec,
});

/** An HTTP listener of one name. */
export const httpListener = (name: string, hostname?: string, port = 80) => ({
  name,
  port,
  protocol: 'HTTP',
  ...(hostname === undefined ? {} : { hostname }),
});

/** A Service with port 80. */
export const backend = (name: string): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace: 'infra' },
  spec: { ports: [{ name: 'http', port: 80 }] },
});

/** A reference of a rule to such a Service. */
export const to = (name: string, rest: Fields = {}) => ({
  name,
  port: 80,
  ...rest,
});

/** A route to Gateway `gw`, created in the given year. */
export const routeOf = (
  kind: string,
  name: string,
  spec: Fields,
  year = 2024,
): KubernetesObject =>
  gatewayObject(
    kind,
    name,
    { parentRefs: [{ name: 'gw' }], ...spec },
    { creationTimestamp: `${year}-01-01T00:00:00Z` },
  );

/** Gateway `gw` with its listeners. */
export const gatewayWith = (
  listeners: unknown[],
  rest: Fields = {},
): KubernetesObject => gatewayObject('Gateway', 'gw', { listeners, ...rest });

/** A snapshot of cluster `c`. */
export const worldOf = (...objects: KubernetesObject[]) =>
  arraySnapshot([{ cluster: 'c', objects, asOf: 0 }]);

/** The reference of an object of such a world. */
export const at = (kind: string, name: string) => ({
  cluster: 'c',
  group,
  kind,
  namespace: 'infra',
  name,
});
