import fc from 'fast-check';
import { GatewayFeature } from '../../platform/gatewayApi';
import { partly, portNumber, serviceName } from './primitives';

/** What the rules of a route may use in every environment it is for. */
export interface RouteOffer {
  /** Whether the cluster has a feature. */
  has(feature: GatewayFeature): boolean;
  /** Namespaces with Services that routes may refer to, beside their own. */
  elsewhere: ReadonlyArray<{ namespace: string; service?: string }>;
  /** Hosts outside the cluster that are allowed; undefined if none is. */
  external?: readonly string[];
}

/** A backend of its own namespace, of another one it may use, or outside the cluster. */
export function backends(offer: RouteOffer) {
  const weight = partly({ weight: fc.integer({ min: 1, max: 1_000_000 }) });
  const service = fc.record({ service: serviceName(), port: portNumber });
  return fc
    .tuple(
      fc.oneof(
        { weight: 4, arbitrary: service },
        ...(offer.elsewhere.length > 0
          ? [
              {
                weight: 1,
                arbitrary: fc
                  .tuple(service, fc.constantFrom(...offer.elsewhere))
                  .map(([backend, place]) => ({
                    ...backend,
                    ...place,
                    service: place.service ?? backend.service,
                  })),
              },
            ]
          : []),
        ...(offer.external
          ? [
              {
                weight: 1,
                arbitrary: fc.record({
                  external: partly(
                    {
                      hostname: fc.constantFrom(...offer.external),
                      port: portNumber,
                      protocol: fc.constantFrom('HTTP', 'HTTP2', 'H2C', 'TCP'),
                      tls: fc.boolean(),
                    },
                    ['hostname', 'port'],
                  ),
                }),
              },
            ]
          : []),
      ),
      weight,
    )
    .map(([backend, share]) => ({ ...backend, ...share }));
}

/** Backends of which at least one has a weight. */
export function backendLists(offer: RouteOffer) {
  return fc
    .tuple(
      backends(offer),
      fc.array(
        fc
          .tuple(backends(offer), fc.constantFrom({}, { weight: 0 }))
          .map(([backend, none]) => ({ ...backend, ...none })),
        { maxLength: 3 },
      ),
    )
    .map(([first, rest]) => [first, ...rest]);
}
