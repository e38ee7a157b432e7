import { RenderContext } from '../../manifests/RenderContext';
import { Target } from '../../manifests/Target';
import { RequestEnvelope } from '../../request/envelope';
import { serviceRequestSchema } from '../service/request';
import { effectiveWorkload } from '../workload/effective';
import { WorkloadSpec, workloadRequestSchema } from '../workload/request';
import { ScalerRequest } from './request';
import { scalersIn } from './scalerOf';

/**
 * Refuses a target that something else scales: another Scaler, or `autoscale` of the workload itself.
 */
export function checkTarget(
  { spec, metadata }: ScalerRequest,
  targets: readonly Target[],
  { requests, refusals }: RenderContext,
): void {
  const names = targets.map(({ environment }) => environment.name);
  const rival = scalersIn(requests).find(
    other =>
      other.metadata.name !== metadata.name &&
      other.spec.target.name === spec.target.name &&
      kindOf(other) === kindOf({ spec }) &&
      names.some(name => other.spec.environments?.includes(name) ?? true),
  );
  if (rival) {
    refusals.add({
      code: 'ConflictingScalers',
      field: 'spec.target',
      given: spec.target.name,
      message: `The Scaler ${rival.metadata.name} scales this already, and two would fight over the number of pods.`,
      fix: `Add the triggers to ${rival.metadata.name}, or choose other environments.`,
    });
  }
  if (kindOf({ spec }) !== 'Deployment') {
    return;
  }
  for (const { kind, base, workload } of workloadsOf(
    requests,
    spec.target.name,
  )) {
    const environment = names.find(
      name => effectiveWorkload(workload, name, base).autoscale,
    );
    if (environment !== undefined) {
      const field = effectiveWorkload(workload, environment, base).fieldOf(
        'autoscale',
      );
      refusals.add({
        code: 'ConflictingScalers',
        field: 'spec.target',
        given: spec.target.name,
        message: `The ${kind} request ${spec.target.name} scales itself in ${environment} (${field}), and two would fight over the number of pods.`,
        fix: `Remove ${field} from the ${kind} first: triggers of type cpu and memory do the same here.`,
      });
    }
  }
}

function kindOf({ spec }: Pick<ScalerRequest, 'spec'>): string {
  return spec.target.kind === 'Workload' ? 'Deployment' : spec.target.kind;
}

function workloadsOf(
  requests: readonly RequestEnvelope[],
  name: string,
): Array<{ kind: string; base: string; workload: WorkloadSpec }> {
  return requests
    .filter(({ metadata }) => metadata.name === name)
    .flatMap(request => {
      if (request.kind === 'Workload') {
        const parsed = workloadRequestSchema.safeParse(request);
        return parsed.success
          ? [{ kind: 'Workload', base: 'spec', workload: parsed.data.spec }]
          : [];
      }
      const parsed = serviceRequestSchema.safeParse(request);
      return parsed.success
        ? [
            {
              kind: 'Service',
              base: 'spec.workload',
              workload: parsed.data.spec.workload,
            },
          ]
        : [];
    });
}
