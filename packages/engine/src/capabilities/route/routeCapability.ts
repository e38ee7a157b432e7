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
};

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
    const environment = findEnvironment(rendered[0].target.platform, name);
    return environment
      ? requestManifests(request, { environment, namespace }, objects)
      : [];
  });
}
