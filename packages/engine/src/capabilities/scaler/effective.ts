import { overrideOf } from '../../manifests/overrideOf';
import { ScalerOverride, ScalerSpec } from './request';

/**
 * A scaler as one environment has it.
 */
export interface EffectiveScaler
  extends Omit<ScalerSpec, 'overrides' | 'environments'> {
  /** Where a field was written, to be named when it is refused. */
  fieldOf(field: keyof ScalerOverride): string;
}

/**
 * Lays an environment's override over the scaler; each field of it replaces.
 */
export function effectiveScaler(
  spec: ScalerSpec,
  environment: string,
): EffectiveScaler {
  const { overrides, environments: _environments, ...common } = spec;
  const { override, fieldOf } = overrideOf(overrides, environment, 'spec');
  return {
    ...common,
    min: override.min ?? common.min,
    max: override.max ?? common.max,
    idle: override.idle ?? common.idle,
    triggers: override.triggers ?? common.triggers,
    fallback: override.fallback ?? common.fallback,
    fieldOf,
  };
}
