import {
  ApplicationStatus,
  EnvironmentSync,
  Known,
  KubernetesObject,
  isKnown,
  lastValue,
} from '../model';
import { namespaceName } from '../names';
import type {
  DeliveredTenant,
  DeliveryStatusOptions,
  Environment,
} from '../platform';
import { whyUnknown } from './unknown';
import { verdict, verdictOf, worstOf } from './verdict';

/**
 * How a tenant fares in an environment, by the objects that its delivery keeps for it: the worst decides. What could not be read
 * is Unknown, with what was last known; where there is none, it is Missing, or Suspended while it drains.
 *
 * @param known - the objects, as the snapshot lists them
 * @param read - what one of them says
 * @public
 */
export function deliveredSync(
  tenant: DeliveredTenant,
  environment: Environment,
  { platform }: Pick<DeliveryStatusOptions, 'platform'>,
  known: Known<readonly KubernetesObject[]>,
  read: (object: KubernetesObject) => ApplicationStatus,
): EnvironmentSync {
  const applications = (lastValue(known) ?? []).map(read);
  const worst = worstOf(applications);
  const asOf = isKnown(known) ? known.asOf : known.last?.asOf;
  return {
    ...verdictHere(),
    environment: environment.name,
    cluster: environment.cluster,
    namespace: namespaceName(platform, tenant.name, environment.name),
    applications,
    ...(asOf === undefined ? {} : { asOf }),
  };

  function verdictHere() {
    if (!isKnown(known)) {
      return verdict('Unknown', whyUnknown(known), { fixableBy: 'platform' });
    }
    if (worst) {
      return verdictOf(worst);
    }
    return tenant.draining?.includes(environment.name)
      ? verdict('Suspended', 'drained: its workloads were removed on purpose')
      : verdict('Missing', 'nothing is delivered for the tenant yet', {
          fixableBy: 'platform',
        });
  }
}
