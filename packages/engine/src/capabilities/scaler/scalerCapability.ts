import { requestManifests } from '../../manifests';
import { Capability } from '../../manifests/Capability';
import { refuseStrayOverrides, targetsOf } from '../../manifests/targetsOf';
import { checkScaler } from './checkScaler';
import { checkTarget } from './checkTarget';
import { effectiveScaler } from './effective';
import { scalerRequestSchema } from './request';
import { scalerObjects } from './scalerObjects';

/**
 * Requests of kind Scaler: as many pods of a workload as events ask for, by KEDA.
 *
 * @public
 */
export const scalerCapability: Capability<
  'Scaler',
  typeof scalerRequestSchema
> = {
  kind: 'Scaler',
  schema: scalerRequestSchema,
  description:
    'Renders and checks a scaler of KEDA: as many pods of a workload as queues, metrics or the time of day ask for.',
  example: {
    description: 'Scale on the length of a queue, down to zero',
    name: 'worker',
    spec: {
      target: { name: 'worker' },
      min: 0,
      max: 10,
      triggers: [
        {
          type: 'kafka',
          endpoint: 'main',
          topic: 'orders',
          consumerGroup: 'worker',
          lag: 50,
        },
      ],
    },
  },
  objectsOwned: [
    { group: 'keda.sh', kind: 'ScaledObject' },
    { group: 'keda.sh', kind: 'TriggerAuthentication' },
  ],
  reshapes: ({ spec: { target } }) =>
    target.kind === 'Workload' || target.kind === 'Deployment'
      ? [
          { kind: 'Workload', name: target.name },
          { kind: 'Service', name: target.name },
        ]
      : [],
  render(request, context) {
    const { spec, metadata } = request;
    const targets = targetsOf(context, spec.environments);
    refuseStrayOverrides(context.refusals, spec.overrides, targets);
    checkTarget(request, targets, context);
    const effective = targets.map(target => ({
      target,
      scaler: effectiveScaler(spec, target.environment.name),
    }));
    for (const { target, scaler } of effective) {
      checkScaler(context.refusals, target, scaler);
    }
    context.refusals.throwIfAny();
    return effective.flatMap(({ target, scaler }) =>
      requestManifests(
        request,
        target,
        scalerObjects(metadata.name, scaler, target),
      ),
    );
  },
  summarize({ kind, spec }) {
    const { minReplicaCount: from, maxReplicaCount: to } = (spec ?? {}) as {
      minReplicaCount?: unknown;
      maxReplicaCount?: unknown;
    };
    return kind === 'ScaledObject' ? `${from} to ${to} pods` : undefined;
  },
};
