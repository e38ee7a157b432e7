import { EnvironmentSync, Snapshot, isKnown, lastValue } from '../../model';
import { namespaceName } from '../../names';
import { Environment } from '../../platform';
import { TenantSubject, namespacesOf } from '../namespaces';
import { whyUnknown } from '../unknown';
import { verdict, worstOf } from '../verdict';
import { applicationStatus } from './applicationStatus';
import { environmentVerdict } from './environmentVerdict';
import { toldOnce } from './family';
import { findApplications } from './findApplications';
import { StatusOptions } from './StatusOptions';

/** How a tenant fares in an environment by its Applications of Argo CD. */
export function argocdSync(
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
