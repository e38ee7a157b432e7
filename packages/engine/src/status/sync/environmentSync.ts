import { EnvironmentSync, Snapshot } from '../../model';
import { namespaceName } from '../../names';
import { Environment, deliveryOf } from '../../platform';
import { TenantSubject } from '../namespaces';
import { verdict } from '../verdict';
import { argocdSync } from './argocdSync';
import { StatusOptions } from './StatusOptions';

/** How a tenant fares in an environment, by what delivers there. An extension's delivery that fails is Unknown, and only there. */
export function environmentSync(
  tenant: TenantSubject,
  snapshot: Snapshot,
  environment: Environment,
  options: StatusOptions,
): EnvironmentSync {
  const { platform } = options;
  const delivery = deliveryOf(platform, environment);
  if (!delivery) {
    return argocdSync(tenant, snapshot, environment, options);
  }
  try {
    return delivery.environmentSync(tenant, snapshot, environment, options);
  } catch (error) {
    return {
      ...verdict('Unknown', `${delivery.title} cannot be read: ${error}`, {
        fixableBy: 'platform',
      }),
      environment: environment.name,
      cluster: environment.cluster,
      namespace: namespaceName(platform, tenant.name, environment.name),
      applications: [],
    };
  }
}
