import { requestManifests } from '../../manifests';
import { Capability } from '../../manifests/Capability';
import { RenderedRoute, routeObjects } from '../route/routeObjects';
import { scalerOf } from '../scaler/scalerOf';
import { routeCapability, routeManifests } from '../route/routeCapability';
import { secretCapability } from '../secret/secretCapability';
import { workloadCapability } from '../workload/workloadCapability';
import { secretObjects } from '../secret/secretObjects';
import { refuseStrayOverrides, targetsOf } from '../../manifests/targetsOf';
import { checkName } from '../workload/checkName';
import { checkWorkload } from '../workload/checkWorkload';
import { effectiveWorkload } from '../workload/effective';
import { workloadObjects } from '../workload/workloadObjects';
import { checkService } from './checkService';
import { serviceRequestSchema } from './request';
import { routeSpec, secretName, workloadSpec } from './serviceParts';

/**
 * Requests of kind Service: the golden path. It renders what a Workload, a Secret and a Route request would, in one file,
 * secrets before the workload that reads them.
 *
 * @public
 */
export const serviceCapability: Capability<
  'Service',
  typeof serviceRequestSchema
> = {
  kind: 'Service',
  schema: serviceRequestSchema,
  description:
    'Renders and checks the golden path: a workload with its route and secrets, in one request.',
  example: {
    description: 'From an image to a URL',
    name: 'api',
    spec: {
      workload: {
        image: 'registry.acme.example/payments/api:1.4.2',
        ports: [{ name: 'http', port: 8080 }],
      },
      route: { protocol: 'HTTP', parents: [{ gateway: 'external' }] },
    },
  },
  workload: ['workload'],
  objectsOwned: [workloadCapability, secretCapability, routeCapability].flatMap(
    ({ objectsOwned }) => objectsOwned,
  ),
  render(request, context) {
    const { spec, metadata } = request;
    const { refusals } = context;
    const { name } = metadata;
    const targets = targetsOf(context, spec.environments);
    checkName(refusals, name);
    checkService(refusals, spec);
    const workload = workloadSpec(name, spec);
    const route = routeSpec(refusals, name, spec);
    const overrides: Array<[string, Record<string, unknown>]> = [
      ['spec.workload.overrides', spec.workload.overrides],
      ...spec.secrets.map(
        (secret, index): [string, Record<string, unknown>] => [
          `spec.secrets[${index}].overrides`,
          secret.overrides,
        ],
      ),
      ['spec.route.overrides', spec.route?.overrides ?? {}],
    ];
    for (const [field, values] of overrides) {
      refuseStrayOverrides(refusals, values, targets, field);
    }
    const none: RenderedRoute = { objects: [], grants: [] };
    const rendered = targets.map(target => {
      const effective = effectiveWorkload(
        workload,
        target.environment.name,
        'spec.workload',
        scalerOf(context.requests, name, target.environment.name),
      );
      checkWorkload(refusals, target, effective, 'spec.workload');
      return {
        target,
        objects: [
          ...spec.secrets.flatMap((secret, index) =>
            secretObjects(
              refusals,
              target,
              secretName(name, secret),
              secret,
              `spec.secrets[${index}]`,
            ),
          ),
          ...workloadObjects(name, effective, target),
        ],
        route: route
          ? routeObjects(refusals, target, name, route, 'spec.route')
          : none,
      };
    });
    refusals.throwIfAny();
    return route
      ? routeManifests(request, rendered)
      : rendered.flatMap(({ target, objects }) =>
          requestManifests(request, target, objects),
        );
  },
};
