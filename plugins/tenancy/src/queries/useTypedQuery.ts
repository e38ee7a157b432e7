import type { UseQueryOptions, UseQueryResult } from '@tanstack/react-query';
import { useTenancyQuery } from './useTenancyQuery';

/** Asks about what somebody types once they pause for `pause` milliseconds; without a `subject` nothing. */
export function useTypedQuery<T>(
  options: Pick<UseQueryOptions<T>, 'placeholderData'> & {
    subject: readonly unknown[] | undefined;
    pause: number;
    ask: (signal: AbortSignal) => Promise<T>;
  },
): UseQueryResult<T> {
  const { subject, pause, ask, placeholderData } = options;
  return useTenancyQuery({
    queryKey: ['typed', ...(subject ?? [])],
    queryFn: async ({ signal }) => {
      await new Promise(resolve => {
        setTimeout(resolve, pause);
      });
      // The next letter is a question of its own, which breaks off this one.
      signal.throwIfAborted();
      return ask(signal);
    },
    enabled: subject !== undefined,
    placeholderData: subject && placeholderData,
  });
}
