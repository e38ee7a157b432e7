import { stringifyEntityRef } from '@backstage/catalog-model';
import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import type {
  ChangeListView,
  CardViewBase,
  DriftView,
  EnforcementView,
  FixesView,
  EstateView,
  PlatformView,
  RequestListView,
  SelfHealView,
  SetupView,
  TenantAccessView,
  TenantActionsView,
  TenantFilesView,
  TenantEventsView,
  TenantListView,
  TenantQuotaView,
  TenantSecretsView,
  TenantStatusView,
  TenantWorkloadsView,
} from '@groundwork/backstage-plugin-tenancy-common';
import type { ObjectRef } from '@groundwork/engine';
import { type UseQueryResult } from '@tanstack/react-query';
import {
  type CardSubject,
  type ChangeQuery,
  type ReadOptions,
  type Tagged,
  type TenancyApi,
  tenancyApiRef,
} from '../api';
import { isUnderWay } from '../components/Acting/operationWords';
import { isTenantEntity } from '../entities';
import { type Live, useLiveQuery, useTenancyQuery } from '../queries';
import { useChosenPlace } from './chosenPlace';

/** While an answer lacks some tenants, milliseconds until it is asked for again. */
const POLL_PENDING = 3_000;

/** The live list of the tenants that the user may see. */
export function useTenants(): Live<TenantListView> {
  return useLiveQuery(['tenants'], (api, options) => api.getTenants(options), {
    soon: ({ pending = 0 }) => (pending > 0 ? POLL_PENDING : undefined),
  });
}

/** What is wrong over all tenants that the user may see, live. */
export function useEstate(): Live<EstateView> {
  return useLiveQuery(['estate'], (api, options) => api.getEstate(options), {
    soon: view =>
      view.pending > 0 || view.findingsAt === undefined
        ? POLL_PENDING
        : undefined,
  });
}

/** The live status of a tenant, by name. */
export function useTenantStatus(tenant: string): Live<TenantStatusView> {
  return useLiveQuery(['tenants', tenant, 'status'], (api, options) =>
    api.getTenantStatus(tenant, options),
  );
}

/** No signal tells of what is no tenant's: milliseconds until it is asked for again. */
const POLL_UNMANAGED = 10_000;

/** The live status behind the entity whose page this is: of its tenant, or of itself where it may be looked at without one. */
export function useEntityTenantStatus(): Live<TenantStatusView> {
  return useEntityStatusIn(undefined);
}

/** The same of the place alone that cards are narrowed to. */
export function useEntityCardStatus(): Live<TenantStatusView> {
  return useEntityStatusIn(useChosenPlace());
}

function useEntityStatusIn(
  environment: string | undefined,
): Live<TenantStatusView> {
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const subject = { entityRef, ...(environment ? { environment } : {}) };
  const status = useLiveQuery(
    [...routeOf(subject), 'status'],
    (api, options) =>
      api.getEntityStatus(
        entityRef,
        environment ? { ...options, environment } : options,
      ),
    { soon: soonIfUnmanaged, awaits: isTenantEntity(entity) },
  );
  return environment ? { ...status, only: environment } : status;
}

function soonIfUnmanaged({ unmanaged }: CardViewBase): number | undefined {
  return unmanaged ? POLL_UNMANAGED : undefined;
}

/** What the cluster of an environment holds otherwise than Git, live. */
export function useDrift(tenant: string, environment: string): Live<DriftView> {
  return useLiveQuery(
    ['tenants', tenant, 'environments', environment, 'drift'],
    (api, options) => api.getDrift({ tenant, environment }, options),
  );
}

/** How often one looks how an operation goes. */
const FOLLOW_MS = 2_000;

/** What the user may do with what runs of a tenant, and what is being done, live. */
export function useTenantActions(tenant: string): Live<TenantActionsView> {
  return useLiveQuery(
    ['tenants', tenant, 'actions'],
    (api, options) => api.getActions(tenant, options),
    {
      soon: ({ environments }) =>
        environments
          .flatMap(({ applications }) => applications)
          .some(({ operation }) => isUnderWay(operation))
          ? FOLLOW_MS
          : undefined,
    },
  );
}

/** What of a tenant has its self-heal paused, and can have, live. */
export function useSelfHeal(tenant: string): Live<SelfHealView> {
  return useLiveQuery(['tenants', tenant, 'self-heal'], (api, options) =>
    api.getSelfHeal(tenant, options),
  );
}

/** What cards are asked about on the page of an entity. */
export function useEntitySubject(): {
  entityRef: string;
  environment?: string;
} {
  const { entity } = useEntity();
  const environment = useChosenPlace();
  return {
    entityRef: stringifyEntityRef(entity),
    ...(environment ? { environment } : {}),
  };
}

function useCard<View extends CardViewBase>(
  card: string,
  subject: CardSubject,
  read: (
    api: TenancyApi,
    options: ReadOptions,
  ) => Promise<Tagged<View> | undefined>,
): Live<View> {
  const view = useLiveQuery([...routeOf(subject), card], read, {
    soon: soonIfUnmanaged,
  });
  const only = 'entityRef' in subject ? subject.environment : undefined;
  return only ? { ...view, only } : view;
}

function routeOf(subject: CardSubject): string[] {
  return 'tenant' in subject
    ? ['tenants', subject.tenant]
    : [
        'entities',
        subject.entityRef,
        ...(subject.environment ? [`in ${subject.environment}`] : []),
      ];
}

/** The live secrets card. */
export function useSecrets(subject: CardSubject): Live<TenantSecretsView> {
  return useCard('secrets', subject, (api, options) =>
    api.getSecrets(subject, options),
  );
}

/** The live quota card. */
export function useQuota(subject: CardSubject): Live<TenantQuotaView> {
  return useCard('quota', subject, (api, options) =>
    api.getQuota(subject, options),
  );
}

/** The live workloads card. */
export function useWorkloads(subject: CardSubject): Live<TenantWorkloadsView> {
  return useCard('workloads', subject, (api, options) =>
    api.getWorkloads(subject, options),
  );
}

/** Who may do what in the namespaces of a tenant, live. */
export function useAccess(tenant: string): Live<TenantAccessView> {
  return useLiveQuery(['tenants', tenant, 'access'], (api, options) =>
    api.getAccess(tenant, options),
  );
}

/** What would become of a tenant were it held to everything, live. */
export function useEnforcement(tenant: string): Live<EnforcementView> {
  return useLiveQuery(['tenants', tenant, 'enforcement'], (api, options) =>
    api.getEnforcement(tenant, options),
  );
}

/** The files that Git holds for a tenant, live. */
export function useFiles(tenant: string): Live<TenantFilesView> {
  return useLiveQuery(['tenants', tenant, 'files'], (api, options) =>
    api.getFiles(tenant, options),
  );
}

/** The live edits that would put right what is wrong with a tenant. */
export function useFixes(tenant: string): Live<FixesView> {
  return useLiveQuery(['tenants', tenant, 'fixes'], (api, options) =>
    api.getFixes(tenant, options),
  );
}

/** What happened to the objects of a tenant or an entity in the last hour, live. */
export function useEvents(subject: CardSubject): Live<TenantEventsView> {
  return useLiveQuery([...routeOf(subject), 'events'], (api, options) =>
    api.getEvents(subject, options),
  );
}

/** The live list of a tenant's requests. */
export function useRequests(tenant: string): Live<RequestListView> {
  return useLiveQuery(['tenants', tenant, 'requests'], (api, options) =>
    api.getRequests(tenant, options),
  );
}

/** The live newest part of what happened to a tenant. */
export function useChanges(
  tenant: string,
  query: ChangeQuery,
): Live<ChangeListView> {
  return useLiveQuery(
    ['tenants', tenant, 'changes', JSON.stringify(query)],
    (api, options) => api.getChanges(tenant, query, options),
  );
}

/** The groups and names under which the user owns something. */
export function useOwnership(): UseQueryResult<string[]> {
  const identityApi = useApi(identityApiRef);
  return useTenancyQuery({
    queryKey: ['ownership'],
    queryFn: async () =>
      (await identityApi.getBackstageIdentity()).ownershipEntityRefs,
  });
}

/** The entity reference of the user. */
export function useUserRef(): UseQueryResult<string> {
  const identityApi = useApi(identityApiRef);
  return useTenancyQuery({
    queryKey: ['user'],
    queryFn: async () =>
      (await identityApi.getBackstageIdentity()).userEntityRef,
  });
}

/** How long it is relied on that the platform and its templates stay as they were. */
const SETTLED_MS = 60_000;

/** What forms need to know of the platform, asked once for all fields of a page. */
export function usePlatform(): UseQueryResult<PlatformView> {
  const api = useApi(tenancyApiRef);
  return useTenancyQuery({
    queryKey: ['platform'],
    queryFn: () => api.getPlatform(),
    staleTime: SETTLED_MS,
    gcTime: SETTLED_MS,
  });
}

/** What the portal is connected to and lacks, live. */
export function useSetup(): Live<SetupView> {
  return useLiveQuery(['setup'], (api, options) => api.getSetup(options), {
    awaits: false,
  });
}

/** The same, asked once, for who only wants to know whether anything is missing; undefined for whom it is no business. */
export function useSetupOnce(): SetupView | undefined {
  const api = useApi(tenancyApiRef);
  const { data } = useTenancyQuery({
    queryKey: ['setup', 'once'],
    queryFn: async () => (await api.getSetup())?.data ?? null,
    staleTime: SETTLED_MS,
    gcTime: SETTLED_MS,
  });
  return data ?? undefined;
}

/** What to call an object: `Deployment/web`, and `message queue orders` where its kind has a label. */
export function useObjectName(): (
  ref: Pick<ObjectRef, 'group' | 'kind' | 'name'>,
) => string {
  const label = useKindLabel();
  return ref => {
    const words = label(ref);
    return words === ref.kind
      ? `${ref.kind}/${ref.name}`
      : `${words} ${ref.name}`;
  };
}

/** What to call a kind: its label, as an extension gives it, or itself. */
export function useKindLabel(): (
  ref: Pick<ObjectRef, 'group' | 'kind'>,
) => string {
  const { data } = usePlatform();
  return ({ group, kind }) =>
    data?.kinds?.find(each => each.group === group && each.kind === kind)
      ?.label ?? kind;
}
