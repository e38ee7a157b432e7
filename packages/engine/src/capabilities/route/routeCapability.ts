import { KubernetesObject, ManifestFile } from '../../model';
import { findEnvironment, requestManifests } from '../../manifests';
import { Capability } from '../../manifests/Capability';
import { RequestEnvelope } from '../../request/envelope';
import { refuseStrayOverrides, targetsOf } from '../../manifests/targetsOf';
import { Target } from '../../manifests/Target';
import { routeRequestSchema } from './request';
import { RenderedRoute, routeObjects } from './routeObjects';

/**
 * Requests of kind Route: a way to the tenant's Services over a gateway of the platform.
 *
 * @public
 */
export const routeCapability: Capability<'Route', typeof routeRequestSchema> = {
  kind: 'Route',
  schema: routeRequestSchema,
  description:
    'Renders and checks a route of the Gateway API on a gateway that the platform offers.',
  example: {
    description:
      'A hostname that leads to a Service, a tenth of it to the next version',
    name: 'api',
    spec: {
      protocol: 'HTTP',
      parents: [{ gateway: 'external' }],
      rules: [
        {
          backends: [
            { service: 'api', port: 8080, weight: 90 },
            { service: 'api-next', port: 8080, weight: 10 },
          ],
        },
      ],
    },
  },
  objectsOwned: [
    { group: 'gateway.networking.k8s.io', kind: 'GRPCRoute' },
    { group: 'gateway.networking.k8s.io', kind: 'HTTPRoute' },
    { group: 'gateway.networking.k8s.io', kind: 'ReferenceGrant' },
    { group: 'gateway.networking.k8s.io', kind: 'TCPRoute' },
    { group: 'gateway.networking.k8s.io', kind: 'TLSRoute' },
    { group: 'gateway.networking.k8s.io', kind: 'UDPRoute' },
    { group: 'gateway.networking.x-k8s.io', kind: 'XBackend' },
  ],
  render(request, context) {
    const { spec, metadata } = request;
    const targets = targetsOf(context, spec.environments);
    refuseStrayOverrides(context.refusals, spec.overrides, targets);
    const rendered = targets.map(target => ({
      target,
      route: routeObjects(
        context.refusals,
        target,
        metadata.name,
        spec,
        'spec',
      ),
      objects: [],
    }));
    context.refusals.throwIfAny();
    return routeManifests(request, rendered);
  },
  summarize: summarizeHostnames,
};

/** The hostnames of a route. */
function summarizeHostnames(object: KubernetesObject): string | undefined {
  const { hostnames } = (object.spec ?? {}) as { hostnames?: unknown };
  return Array.isArray(hostnames) ? hostnames.join(', ') : undefined;
}

/**
 * The files of a route, and of what else (`objects`) its request renders to. A grant goes into the file of the environment
 * whose namespace it is for, also where the request itself has nothing else in it.
 */
export function routeManifests(
  request: RequestEnvelope,
  rendered: ReadonlyArray<{
    target: Target;
    route: RenderedRoute;
    objects: readonly KubernetesObject[];
  }>,
): ManifestFile[] {
  const byEnvironment = new Map<
    string,
    { namespace: string; objects: KubernetesObject[] }
  >();
  const at = (environment: string, namespace: string) => {
    const place = byEnvironment.get(environment) ?? { namespace, objects: [] };
    byEnvironment.set(environment, place);
    return place.objects;
  };
  for (const { target, route, objects } of rendered) {
    const own = at(target.environment.name, target.namespace);
    own.push(...objects, ...route.objects);
  }
  for (const { target, route } of rendered) {
    for (const grant of route.grants) {
      const namespace = target.siblings[grant.environment];
      at(grant.environment, namespace).unshift(...grant.objects);
    }
  }
  return [...byEnvironment].flatMap(([name, { namespace, objects }]) => {
    const { platform } = rendered[0].target;
    const environment = findEnvironment(platform, name);
    return environment
      ? requestManifests(request, { platform, environment, namespace }, objects)
      : [];
  });
}
