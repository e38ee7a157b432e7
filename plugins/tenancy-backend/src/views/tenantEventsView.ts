import type {
  EnvironmentEvents,
  TenantEventsView,
} from '@groundwork/backstage-plugin-tenancy-common';
import { isKnown, recentEvents, workloadFinder } from '@groundwork/engine';
import type { TenantEntry } from '../tenants/TenantDirectory';
import type { Tenancy } from '../Tenancy';

type Needed = Pick<Tenancy, 'recentEvents' | 'snapshot' | 'directory'>;

/** What happened to the objects of a tenant in the last hour, in its own namespaces. */
export async function tenantEventsView(
  tenancy: Needed,
  tenant: TenantEntry,
  environment: string | undefined,
): Promise<TenantEventsView> {
  const places = tenant.environments.filter(
    ({ name }) => environment === undefined || name === environment,
  );
  return {
    tenant: tenant.name,
    environments: await Promise.all(
      places.map(place => eventsIn(tenancy, tenant, place)),
    ),
  };
}

async function eventsIn(
  { recentEvents: reader, snapshot, directory }: Needed,
  tenant: TenantEntry,
  { name, cluster, namespace }: TenantEntry['environments'][number],
): Promise<EnvironmentEvents> {
  // A request only says where a namespace shall be; whose the one is that is there says its label.
  if (directory.tenantOfNamespace(cluster, namespace) !== tenant.name) {
    return {
      environment: name,
      objects: [],
      problem: `namespace ${namespace} is not known as one of this tenant`,
    };
  }
  const known = await reader.of(cluster, namespace);
  if (!isKnown(known)) {
    return {
      environment: name,
      objects: [],
      problem: whyNoEvents(known.unknown, cluster),
    };
  }
  const { events, isCut } = known.value;
  return {
    environment: name,
    objects: recentEvents(events, {
      now: known.asOf + (snapshot.clocks()[cluster] ?? 0),
      workloadOf: workloadFinder(snapshot, cluster, namespace),
    }),
    ...(isCut ? { isCut } : {}),
    asOf: known.asOf,
  };
}

/** Why events of a cluster are not known, in words. */
export function whyNoEvents(unknown: string, cluster: string): string {
  switch (unknown) {
    case 'forbidden':
      return `cluster ${cluster} does not allow the portal to read events; its reader's role lists them`;
    case 'overLimit':
      return `cluster ${cluster} has too many events`;
    default:
      return `cluster ${cluster} does not tell events now`;
  }
}
