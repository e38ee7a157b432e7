import { useApi } from '@backstage/core-plugin-api';
import type { ChangeListView } from '@groundwork/backstage-plugin-tenancy-common';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type ChangeQuery, tenancyApiRef } from '../../api';
import { useTenancyQueries } from '../../queries';

/** Pages of a timeline that are older than the first, loaded when they are asked for. */
export function useOlderChanges(
  tenant: string,
  query: ChangeQuery,
  first: ChangeListView | undefined,
) {
  const api = useApi(tenancyApiRef);
  const { data, error, isFetching, hasNextPage, fetchNextPage } =
    useInfiniteQuery(
      {
        queryKey: ['tenants', tenant, 'changes', query, 'older'],
        queryFn: async ({ pageParam: before }) =>
          (await api.getChanges(tenant, { ...query, before }))?.data,
        initialPageParam: first?.next,
        getNextPageParam: page => page?.next,
        enabled: false,
      },
      useTenancyQueries().client,
    );
  return {
    items: data?.pages.flatMap(page => page?.items ?? []) ?? [],
    error: error ?? undefined,
    isLoading: isFetching,
    hasMore: data ? hasNextPage : first?.next !== undefined,
    load: () => {
      void fetchNextPage();
    },
  };
}
