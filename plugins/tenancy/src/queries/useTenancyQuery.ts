import {
  useMutation,
  type UseMutationOptions,
  type UseMutationResult,
  useQuery,
  type UseQueryOptions,
  type UseQueryResult,
} from '@tanstack/react-query';
import { useTenancyQueries } from './useTenancyQueries';

/** Asks once, for whoever shows the answer: what dialogs and forms want to know. */
export function useTenancyQuery<T>(
  options: UseQueryOptions<T>,
): UseQueryResult<T> {
  return useQuery(options, useTenancyQueries().client);
}

/** Does something, once each time it is told to, and says what became of it. */
export function useTenancyMutation<T, Input>(
  options: UseMutationOptions<T, Error, Input>,
): UseMutationResult<T, Error, Input> {
  return useMutation(options, useTenancyQueries().client);
}
