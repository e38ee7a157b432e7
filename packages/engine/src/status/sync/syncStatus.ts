import {
  ApplicationStatus,
  EnvironmentSync,
  Facts,
  Snapshot,
  SyncStatus,
  Verdict,
  isKnown,
  lastValue,
} from '../../model';
import { namespaceName } from '../../names';
import { Environment, Platform } from '../../platform';
import { TenantSubject, environmentsOf, namespacesOf } from '../namespaces';
import { whyUnknown } from '../unknown';
import { healthy, verdict, verdictOf, worstOf } from '../verdict';
import { applicationStatus } from './applicationStatus';
import { expectedNames, findApplications } from './findApplications';

/**
 * What a status is computed with. `now` is in milliseconds since the epoch.
 *
 * @public
 */
export interface StatusOptions {
  platform: Platform;
  facts?: Facts;
  now: number;
}

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
    environment =>
      environmentSync(subject.name, snapshot, environment, options),
  );
  const worst = worstOf(environments);
  if (!worst) {
    return {
      ...verdict('Missing', `no environment holds tenant ${subject.name}`, {
        mender: 'platform',
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
  tenant: string,
  snapshot: Snapshot,
  environment: Environment,
  { platform, facts = {} }: StatusOptions,
): EnvironmentSync {
  const found = findApplications(tenant, snapshot, environment, platform);
  const applications = (lastValue(found) ?? [])
    .map(application => applicationStatus(application, environment, facts))
    .sort((a, b) => (a.ref.name < b.ref.name ? -1 : 1));
  const namespaces = namespacesOf(tenant, snapshot, environment, platform);
  const [namespace] = lastValue(namespaces) ?? [];
  const asOf = isKnown(found) ? found.asOf : found.last?.asOf;
  return {
    ...(isKnown(found)
      ? judgeEnvironment(tenant, environment, applications)
      : verdict('Unknown', whyUnknown(found), {
          mender: 'platform',
          native: worstOf(applications)?.native,
        })),
    environment: environment.name,
    cluster: environment.cluster,
    namespace:
      namespace?.metadata.name ??
      namespaceName(platform, tenant, environment.name),
    applications,
    ...(asOf === undefined ? {} : { asOf }),
  };
}

function judgeEnvironment(
  tenant: string,
  environment: Environment,
  applications: readonly ApplicationStatus[],
): Verdict {
  const { tenant: name } = expectedNames(tenant, environment.name);
  const worst = worstOf(applications);
  const own = applications.some(({ ref }) => ref.name === name);
  if (!own && (!worst || worst.state === 'Healthy')) {
    return verdict(
      'Missing',
      `Argo CD has not created Application ${name} yet`,
      {
        mender: 'platform',
      },
    );
  }
  if (!worst || worst.state === 'Healthy') {
    return healthy('Synced', 'Healthy');
  }
  const single = applications.length === 1;
  return {
    ...verdictOf(worst),
    why: single ? worst.why : `${worst.ref.name}: ${worst.why}`,
  };
}
