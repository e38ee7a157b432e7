import {
  EnvironmentSync,
  Snapshot,
  SyncStatus,
  isKnown,
  lastValue,
} from '../../model';
import { namespaceName } from '../../names';
import { Environment } from '../../platform';
import { TenantSubject, environmentsOf, namespacesOf } from '../namespaces';
import { whyUnknown } from '../unknown';
import { verdict, verdictOf, worstOf } from '../verdict';
import { applicationStatus } from './applicationStatus';
import { environmentVerdict } from './environmentVerdict';
import { toldOnce } from './family';
import { findApplications } from './findApplications';
import { StatusOptions } from './StatusOptions';

/**
 * The sync card of a tenant: one row an environment, the worst Application deciding. The environments are those the
 * tenant's request names, else those where a Namespace, AppProject or Application of it is found. An Argo CD that
 * cannot be read makes its row Unknown and keeps what was last known.
 *
 * @public
 */
export function syncStatus(
  tenant: string | TenantSubject,
  snapshot: Snapshot,
  options: StatusOptions,
): SyncStatus {
  const subject = typeof tenant === 'string' ? { name: tenant } : tenant;
  const { platform } = options;
  const environments = environmentsOf(subject, snapshot, platform).map(
    environment => environmentSync(subject, snapshot, environment, options),
  );
  const worst = worstOf(environments);
  if (!worst) {
    return {
      ...verdict('Missing', `no environment holds tenant ${subject.name}`, {
        fixableBy: 'platform',
      }),
      environments,
    };
  }
  return {
    ...verdictOf(worst),
    why: worst.why && `${worst.environment}: ${worst.why}`,
    environments,
  };
}

function environmentSync(
  tenant: TenantSubject,
  snapshot: Snapshot,
  environment: Environment,
  options: StatusOptions,
): EnvironmentSync {
  const { platform } = options;
  const { name } = tenant;
  const found = findApplications(name, snapshot, environment, platform);
  const objects = lastValue(found) ?? [];
  const own = new Set(objects.map(({ object }) => object.metadata.name));
  const applications = toldOnce(
    objects
      .map(each => applicationStatus(each, environment, snapshot, own, options))
      .sort((a, b) => (a.ref.name < b.ref.name ? -1 : 1)),
  );
  const namespaces = namespacesOf(name, snapshot, environment, platform);
  const [namespace] = lastValue(namespaces) ?? [];
  const asOf = isKnown(found) ? found.asOf : found.last?.asOf;
  return {
    ...(isKnown(found)
      ? environmentVerdict(tenant, environment, objects, applications, snapshot)
      : verdict('Unknown', whyUnknown(found), {
          fixableBy: 'platform',
          native: worstOf(applications)?.native,
        })),
    environment: environment.name,
    cluster: environment.cluster,
    namespace:
      namespace?.metadata.name ??
      namespaceName(platform, name, environment.name),
    applications,
    ...(asOf === undefined ? {} : { asOf }),
  };
}
