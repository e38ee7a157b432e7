import { Capability, requestManifests } from '../../manifests';
import { refuseStrayOverrides, targetsOf } from '../../manifests/targetsOf';
import { scalerOf } from '../scaler/scalerOf';
import { checkName } from './checkName';
import { checkWorkload } from './checkWorkload';
import { effectiveWorkload } from './effective';
import { workloadRequestSchema } from './request';
import { workloadObjects } from './workloadObjects';

/**
 * Requests of kind Workload: a container that runs in the tenant's namespaces.
 *
 * @public
 */
export const workloadCapability: Capability<
  'Workload',
  typeof workloadRequestSchema
> = {
  kind: 'Workload',
  schema: workloadRequestSchema,
  description:
    'Renders and checks a workload: Deployment, Service, ServiceAccount, disruption budget and autoscaler.',
  example: {
    description: 'Two pods behind a Service',
    name: 'api',
    spec: {
      image: 'registry.acme.example/payments/api:1.4.2',
      ports: [{ name: 'http', port: 8080 }],
      replicas: 2,
    },
  },
  workload: [],
  objectsOwned: [
    { group: '', kind: 'Service' },
    { group: '', kind: 'ServiceAccount' },
    { group: 'apps', kind: 'Deployment' },
    { group: 'autoscaling', kind: 'HorizontalPodAutoscaler' },
    { group: 'policy', kind: 'PodDisruptionBudget' },
  ],
  render(request, context) {
    const { spec, metadata } = request;
    const targets = targetsOf(context, spec.environments);
    checkName(context.refusals, metadata.name);
    refuseStrayOverrides(context.refusals, spec.overrides, targets);
    const effective = targets.map(target => ({
      target,
      workload: effectiveWorkload(
        spec,
        target.environment.name,
        'spec',
        scalerOf(context.requests, metadata.name, target.environment.name),
      ),
    }));
    for (const { target, workload } of effective) {
      checkWorkload(context.refusals, target, workload, 'spec');
    }
    context.refusals.throwIfAny();
    return effective.flatMap(({ target, workload }) =>
      requestManifests(
        request,
        target,
        workloadObjects(metadata.name, workload, target),
      ),
    );
  },
};
