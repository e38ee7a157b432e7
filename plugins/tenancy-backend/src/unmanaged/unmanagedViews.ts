import type {
  CardViewBase,
  EnvironmentEvents,
  TenantEventsView,
  TenantQuotaView,
  TenantSecretsView,
  TenantStatusView,
  TenantWorkloadsView,
} from '@groundwork/backstage-plugin-tenancy-common';
import { isKnown, recentEvents, workloadFinder } from '@groundwork/engine';
import { boundedCause } from '../views/tenantCauses';
import { environmentStates } from '../views/tenantSummary';
import { whyNoEvents } from '../views/tenantEventsView';
import { type Found, type Unmanaged, unmanagedName } from './Unmanaged';
import type { UnmanagedStatus } from './UnmanagedStatus';

/** The cards of an entity that is looked at without being a tenant, by the last part of their routes. */
export const unmanagedViews: Readonly<
  Record<
    string,
    (base: CardViewBase, status: UnmanagedStatus, found: Found) => CardViewBase
  >
> = {
  status: (base, status, { owner, subject }): TenantStatusView => ({
    ...base,
    ...(owner ? { owner } : {}),
    environments: environmentStates(
      { environments: [...subject.places] },
      { ...status, sources: base.sources },
      status.causes,
    ),
    sync: status.sync,
    network: status.network,
  }),
  secrets: (base, { secrets }): TenantSecretsView => ({ ...base, secrets }),
  workloads: (base, { workloads }): TenantWorkloadsView => ({
    ...base,
    workloads,
  }),
  quota: (base, { quota }): TenantQuotaView => ({ ...base, quota }),
};

/** What all of them say: what it rests on, and that nothing of it is a tenant. */
export function unmanagedBase(
  unmanaged: Unmanaged,
  found: Found,
  { sync, causes, at }: UnmanagedStatus,
): CardViewBase {
  const { subject, entityRef } = found;
  const sources = unmanaged.sourcesOf(subject);
  const ages = sources.flatMap(({ asOf }) => asOf ?? []);
  return {
    tenant: unmanagedName(entityRef),
    unmanaged: {
      places: subject.places.map(({ cluster, namespace }) => ({
        cluster,
        namespace,
      })),
      ...(subject.further > 0 ? { further: subject.further } : {}),
      ...(subject.unread.length > 0 ? { unread: subject.unread } : {}),
    },
    sources,
    asOf: ages.length > 0 ? Math.min(...ages) : at,
    links: {
      argocd: Object.fromEntries(
        sync.environments.flatMap(({ environment, applications }) => {
          const url = applications.find(each => each.url !== undefined)?.url;
          return url === undefined ? [] : [[environment, url]];
        }),
      ),
    },
    ...(causes.length > 0 ? { causes: causes.map(boundedCause) } : {}),
  };
}

/** What happened in its namespaces in the last hour. */
export async function unmanagedEvents(
  unmanaged: Unmanaged,
  { subject, entityRef }: Found,
): Promise<TenantEventsView> {
  const environments = await Promise.all(
    subject.places.map(
      async ({ name, cluster, namespace }): Promise<EnvironmentEvents> => {
        const known = await unmanaged.recentEvents.of(cluster, namespace);
        if (!isKnown(known)) {
          const problem = whyNoEvents(known.unknown, cluster);
          return { environment: name, objects: [], problem };
        }
        const { events, isCut } = known.value;
        return {
          environment: name,
          objects: recentEvents(events, {
            now: known.asOf + unmanaged.clockOf(cluster),
            workloadOf: workloadFinder(subject.snapshot, cluster, namespace),
          }),
          ...(isCut ? { isCut } : {}),
          asOf: known.asOf,
        };
      },
    ),
  );
  return { tenant: unmanagedName(entityRef), environments };
}
