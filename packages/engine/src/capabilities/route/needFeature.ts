import { Refusals } from '../../request/Refusals';
import { Target } from '../../manifests/Target';
import { GatewayFeature, missingFeature } from '../../platform/gatewayApi';

/** What the checks of a rule need. */
export interface RuleContext {
  refusals: Refusals;
  target: Target;
}

/** Refuses a feature that the cluster's Gateway API lacks. */
export function needFeature(
  { refusals, target }: RuleContext,
  feature: GatewayFeature,
  field: string,
): void {
  const missing = missingFeature(feature, target.gatewayApi);
  if (missing) {
    refusals.add({
      code: 'NotServed',
      field,
      message: `${target.environment.name} does not have ${feature}: ${missing}.`,
      fix: 'Remove it, or ask the platform team to install a newer Gateway API.',
    });
  }
}
