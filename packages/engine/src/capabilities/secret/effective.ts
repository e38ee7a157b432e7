import { overrideOf } from '../../manifests/overrideOf';
import { SecretOverride, SecretSpec } from './request';

/**
 * A secret as one environment has it.
 */
export interface EffectiveSecret
  extends Omit<SecretSpec, 'overrides' | 'environments'> {
  /** Where a field was written, to be named when it is refused. */
  fieldOf(field: keyof SecretOverride): string;
}

/**
 * Lays an environment's override over the secret; each field of it replaces.
 */
export function effectiveSecret(
  spec: SecretSpec,
  environment: string,
  base: string,
): EffectiveSecret {
  const { overrides, environments: _environments, ...common } = spec;
  const { override, fieldOf } = overrideOf(overrides, environment, base);
  return {
    ...common,
    store: override.store ?? common.store,
    data: override.data ?? common.data,
    extract: override.extract ?? common.extract,
    refresh: override.refresh ?? common.refresh,
    fieldOf,
  };
}
