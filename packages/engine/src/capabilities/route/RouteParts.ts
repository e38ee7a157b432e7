import { KubernetesObject } from '../../model';
import { objectName } from '../../names';
import { Target, tenantMeta } from '../../manifests/Target';
import { gatewayApiVersion } from '../../platform/gatewayApi';

const mostInGrant = 16;

/**
 * What a route needs beside itself: objects in its own namespace, and grants in other namespaces of the tenant.
 */
export class RouteParts {
  /** Objects of the route's namespace, by name. */
  readonly objects = new Map<string, KubernetesObject>();
  readonly #services = new Map<string, Map<string, Set<string>>>();

  /** Notes that the route refers to a Service in another namespace of the tenant, that of `environment`. */
  grant(environment: string, namespace: string, service: string): void {
    const namespaces =
      this.#services.get(environment) ?? new Map<string, Set<string>>();
    const services = namespaces.get(namespace) ?? new Set<string>();
    services.add(service);
    namespaces.set(namespace, services);
    this.#services.set(environment, namespaces);
  }

  /**
   * The ReferenceGrants, by the environment whose namespace holds them: a grant lives where the Service is,
   * and names the route's namespace, its kind and each Service.
   */
  grants(
    name: string,
    kind: string,
    target: Target,
  ): Array<{ environment: string; objects: KubernetesObject[] }> {
    return [...this.#services].map(([environment, namespaces]) => ({
      environment,
      objects: [...namespaces].flatMap(([namespace, services]) =>
        chunks([...services].sort(), mostInGrant).map((chunk, index) => ({
          apiVersion: gatewayApiVersion('ReferenceGrant', target.gatewayApi),
          kind: 'ReferenceGrant',
          metadata: {
            ...tenantMeta(
              target,
              objectName([
                name,
                'from',
                target.environment.name,
                ...(index === 0 ? [] : [String(index + 1)]),
              ]),
            ),
            namespace,
          },
          spec: {
            from: [
              {
                group: 'gateway.networking.k8s.io',
                kind,
                namespace: target.namespace,
              },
            ],
            to: chunk.map(service => ({
              group: '',
              kind: 'Service',
              name: service,
            })),
          },
        })),
      ),
    }));
  }
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
