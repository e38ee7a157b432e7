import { useApi } from '@backstage/core-plugin-api';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { tenancyApiRef } from '../../api';
import { useTenancyQueries } from '../../queries';

/** Findings of a code page by page, from the first again once the checks ran anew. */
export function useFindings(
  code: string | undefined,
  findingsAt: number | undefined,
) {
  const api = useApi(tenancyApiRef);
  const { data, error, isFetching, hasNextPage, fetchNextPage, refetch } =
    useInfiniteQuery(
      {
        queryKey: ['estate', 'findings', code, findingsAt],
        queryFn: ({ pageParam }) =>
          api.getEstateFindings({
            ...(code ? { code } : {}),
            offset: pageParam,
          }),
        initialPageParam: 0,
        getNextPageParam: ({ next }) => next,
        placeholderData: keepPreviousData,
        enabled: findingsAt !== undefined,
      },
      useTenancyQueries().client,
    );
  return {
    items: data?.pages.flatMap(({ items }) => items),
    error: error ?? undefined,
    isLoading: isFetching,
    hasMore: hasNextPage,
    load: () => {
      void (data ? fetchNextPage() : refetch());
    },
  };
}
