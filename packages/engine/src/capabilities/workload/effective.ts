import { overrideOf } from '../../manifests/overrideOf';
import type { ScaledWorkload } from '../scaler/scalerOf';
import { WorkloadOverride, WorkloadSpec } from './request';

/**
 * A workload as one environment runs it.
 */
export interface EffectiveWorkload
  extends Omit<WorkloadSpec, 'overrides' | 'environments'> {
  /** The Scaler request that decides how many pods there are. */
  scaledBy?: ScaledWorkload;
  /** Where a field was written, to be named when it is refused. */
  fieldOf(field: keyof WorkloadOverride): string;
}

/**
 * Lays an environment's override over the workload. `replicas` and `autoscale` replace each other;
 * environment variables are merged by name.
 */
export function effectiveWorkload(
  spec: WorkloadSpec,
  environment: string,
  base: string,
  scaledBy?: ScaledWorkload,
): EffectiveWorkload {
  const { overrides, environments: _environments, ...common } = spec;
  const { override, fieldOf } = overrideOf(overrides, environment, base);
  const scale =
    override.replicas === undefined && override.autoscale === undefined
      ? common
      : override;
  return {
    ...common,
    image: override.image ?? common.image,
    replicas: scale.replicas,
    autoscale: scale.autoscale,
    resources: override.resources ?? common.resources,
    env: { ...common.env, ...override.env },
    ...(scaledBy ? { scaledBy } : {}),
    fieldOf,
  };
}
