import { useApi } from '@backstage/core-plugin-api';
import type { AdoptionQuery } from '@groundwork/backstage-plugin-tenancy-common';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { tenancyApiRef } from '../../api';
import { useTenancyQueries } from '../../queries';

/** Namespaces of a page. */
const PAGE = 20;

/** How often it is looked whether namespaces came, went or were adopted, in milliseconds. */
const AGAIN = 30_000;

/** Namespaces page by page, with what is known of all of them. */
export function useNamespaces(
  query: Pick<AdoptionQuery, 'rules' | 'state' | 'search'>,
) {
  const api = useApi(tenancyApiRef);
  return useInfiniteQuery(
    {
      queryKey: ['adoption', query],
      queryFn: ({ pageParam, signal }) =>
        api.getAdoption({ ...query, offset: pageParam, limit: PAGE }, signal),
      initialPageParam: 0,
      getNextPageParam: ({ next }) => next,
      placeholderData: keepPreviousData,
      refetchInterval: AGAIN,
    },
    useTenancyQueries().client,
  );
}
