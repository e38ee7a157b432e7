import { requestManifests } from '../../manifests';
import { Capability } from '../../manifests/Capability';
import { refuseStrayOverrides, targetsOf } from '../../manifests/targetsOf';
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
  render(request, context) {
    const { spec, metadata } = request;
    const targets = targetsOf(context, spec.environments);
    checkName(context.refusals, metadata.name);
    refuseStrayOverrides(context.refusals, spec.overrides, targets);
    const effective = targets.map(target => ({
      target,
      workload: effectiveWorkload(spec, target.environment.name, 'spec'),
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
