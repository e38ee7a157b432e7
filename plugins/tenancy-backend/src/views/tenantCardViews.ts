import type {
  CardViewBase,
  TenantQuotaView,
  TenantSecretsView,
  TenantWorkloadsView,
} from '@groundwork/backstage-plugin-tenancy-common';
import { capabilityOf, type ObjectRef, type State } from '@groundwork/engine';
import type { TenantEntry } from '../tenants/TenantDirectory';
import type { Tenancy } from '../Tenancy';
import { foreignTo } from './foreignTo';
import { viewBase } from './viewBase';
import { worst } from './worst';

/** Answers of the routes that are named after a card. */
export interface CardViews {
  secrets: TenantSecretsView;
  workloads: TenantWorkloadsView;
  quota: TenantQuotaView;
}

/** What a view is made from. */
export interface CardViewSource {
  tenancy: Tenancy;
  tenant: TenantEntry;
  /** Whether a caller may not know of an object. */
  isForeign: (ref: ObjectRef) => boolean;
  /** Only of this environment; of all where absent. */
  environment?: string;
}

type MakeView<View> = (
  source: CardViewSource,
  base: CardViewBase,
) => Promise<View>;

const makers: { [Card in keyof CardViews]: MakeView<CardViews[Card]> } = {
  async secrets({ tenancy, tenant, isForeign, environment }, base) {
    const status = await tenancy.statuses.card(tenant, 'secrets');
    const here = inEnvironment(environment);
    const own = <T extends { usedBy: ObjectRef[] }>(each: T): T => ({
      ...each,
      usedBy: each.usedBy.filter(ref => !isForeign(ref)),
    });
    const secrets = status.secrets.filter(here).map(own);
    const certificates = status.certificates.filter(here).map(own);
    const pushes = status.pushes.filter(here);
    return {
      ...base,
      secrets: {
        ...status,
        ...verdictHere(environment, [...secrets, ...certificates, ...pushes]),
        secrets,
        certificates,
        pushes,
        unknown: status.unknown
          .filter(here)
          .map(own)
          .filter(({ usedBy }) => usedBy.length > 0),
        problems: status.problems.filter(here),
      },
    };
  },

  async quota({ tenancy, tenant, environment }, base) {
    const status = await tenancy.statuses.card(tenant, 'quota');
    const here = inEnvironment(environment);
    const quotas = status.quotas.filter(here);
    return {
      ...base,
      quota: {
        ...status,
        ...verdictHere(environment, quotas),
        quotas,
        limits: status.limits.filter(here),
        problems: status.problems.filter(here),
      },
    };
  },

  async workloads({ tenancy, tenant, environment }, base) {
    const status = await tenancy.statuses.card(tenant, 'workloads');
    const here = inEnvironment(environment);
    const workloads = status.workloads.filter(here);
    return {
      ...base,
      workloads: {
        ...status,
        ...verdictHere(environment, workloads),
        workloads,
        problems: status.problems.filter(here),
      },
      deployable: deployableOf(tenancy, tenant.name),
    };
  },
};

/** The names of the requests that deploy an image. */
function deployableOf(
  { requestIndex }: Pick<Tenancy, 'requestIndex'>,
  tenant: string,
): string[] {
  return requestIndex
    .requestsOf(tenant)
    .filter(
      ({ kind }) => capabilityOf(kind, requestIndex.capabilities)?.workload,
    )
    .map(({ name }) => name);
}

function inEnvironment(environment: string | undefined) {
  return (each: { environment: string }) =>
    environment === undefined || each.environment === environment;
}

/** The verdict of what is left, where an environment was chosen. */
function verdictHere(
  environment: string | undefined,
  left: ReadonlyArray<{ state: State; why: string }>,
): { state: State; why: string } | undefined {
  return environment === undefined || left.length === 0
    ? undefined
    : worst(left);
}

/** A card of a tenant, for a caller who may read these tenants. */
export async function tenantCardView<Card extends keyof CardViews>(
  card: Card,
  source: Omit<CardViewSource, 'isForeign'> & { readable: ReadonlySet<string> },
): Promise<CardViews[Card]> {
  const { tenancy, tenant, readable } = source;
  const base = viewBase(tenancy, tenant, await tenancy.statuses.of(tenant));
  const isForeign = foreignTo(tenancy, tenant, readable);
  return makers[card]({ ...source, isForeign }, base);
}
