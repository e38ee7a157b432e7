import { KindRegistry, defaultKinds } from '../kinds';
import { withTeamKinds } from '../kinds/teamKinds';
import { ObjectRef } from '../model';
import { zodFindings } from '../request/zodFindings';
import type { Delivery } from './Delivery';
import { withDeliveryOptions, withoutArgoCd } from './deliveryProblems';
import { Platform } from './platform';
import { platformSchema } from './platformSchema';
import { PlatformError } from './PlatformError';
import { platformFindings } from './platformFindings';

/** The configuration as the subject of findings. */
const subject: ObjectRef = {
  cluster: 'config',
  group: '',
  kind: 'Platform',
  name: 'tenancy',
};

/**
 * Checks the platform's configuration, each field and all of them together, and fills in the defaults.
 *
 * @param extensions - what extensions bring: `kinds` with Groundwork's own, by `withKinds`, and `deliveries` beside Argo CD
 * @throws PlatformError that names every wrong field
 * @public
 */
export function parsePlatform(
  input: unknown,
  {
    kinds,
    deliveries = [],
  }: { kinds?: KindRegistry; deliveries?: readonly Delivery[] } = {},
): Platform {
  const result = platformSchema.safeParse(withoutArgoCd(input));
  if (!result.success) {
    throw new PlatformError(
      zodFindings(result.error, input, subject, 'InvalidPlatform').map(
        finding => ({ ...finding, fixableBy: 'platform' as const }),
      ),
      { cause: result.error },
    );
  }
  const { teamKinds } = result.data;
  const known = kinds ?? defaultKinds;
  const findings = platformFindings(
    { ...result.data, deliveries },
    known,
    subject,
  );
  if (findings.length > 0) {
    throw new PlatformError(findings);
  }
  return {
    ...result.data,
    ...(kinds || teamKinds.length > 0
      ? { kinds: withTeamKinds(known, teamKinds) }
      : {}),
    ...(deliveries.length > 0
      ? {
          deliveries,
          environments: result.data.environments.map(environment =>
            withDeliveryOptions(environment, deliveries),
          ),
        }
      : {}),
  };
}
