import { checkAutoscaler } from '../validate/rules/autoscaler';
import { KindDescriptor } from './KindDescriptor';
import { horizontalPodAutoscaler } from './health/autoscaling';

/** Kubernetes' own autoscalers. */
export const autoscaling: readonly KindDescriptor[] = [
  {
    group: 'autoscaling',
    kind: 'HorizontalPodAutoscaler',
    plural: 'horizontalpodautoscalers',
    versions: ['v2', 'v1'],
    namespaced: true,
    schema: 'core',
    writer: 'tenant',
    reach: 'namespace',
    watched: true,
    team: { may: 'write', limit: 50 },
    health: horizontalPodAutoscaler,
    validate: { v2: checkAutoscaler },
  },
];
