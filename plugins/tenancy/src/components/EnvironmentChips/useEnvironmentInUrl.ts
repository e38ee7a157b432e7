import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';

/** The one of these environments that the address names, and the way to another; undefined for all. */
export function useEnvironmentInUrl(
  environments: readonly string[],
): [string | undefined, (environment: string | undefined) => void] {
  const [params, setParams] = useSearchParams();
  const named = params.get('environment');
  const environment = environments.find(each => each === named);
  const choose = useCallback(
    (next: string | undefined) =>
      setParams(
        before => {
          const after = new URLSearchParams(before);
          after.delete('environment');
          if (next) {
            after.set('environment', next);
          }
          return after;
        },
        { replace: true },
      ),
    [setParams],
  );
  return [environment, choose];
}
