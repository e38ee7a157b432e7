import { useRef } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type { ActionInputs } from '@groundwork/backstage-plugin-tenancy-common';
import { tenancyApiRef } from '../../api';
import { useTenancyMutation } from '../../queries';
import { useTexts } from '../../translations';
import { wordsOf } from './wordsOf';

interface Asked {
  id: string;
  action: keyof ActionInputs;
  input: ActionInputs[keyof ActionInputs];
}

/** One action after another, with what became of the last. */
export function useAct(
  place: { tenant: string; environment: string },
  onDone: () => void,
) {
  const api = useApi(tenancyApiRef);
  const t = useTexts();
  const { mutateAsync, variables, isPending, data, error } = useTenancyMutation(
    {
      mutationFn: ({ action, input }: Asked) => api.act(place, action, input),
      onSettled: onDone,
    },
  );

  // Two clicks in a row come before the page knows of the first.
  const isUnderWay = useRef(false);

  /** Does it unless another is under way; `id` says which button waits. */
  async function act<Action extends keyof ActionInputs>(
    id: string,
    action: Action,
    input: ActionInputs[Action],
  ): Promise<boolean> {
    if (isUnderWay.current) {
      return false;
    }
    isUnderWay.current = true;
    return mutateAsync({ id, action, input })
      .then(
        () => true,
        () => false,
      )
      .finally(() => {
        isUnderWay.current = false;
      });
  }

  return {
    act,
    pending: isPending ? variables.id : undefined,
    message: data?.message,
    problem: error ? wordsOf(error, t) : undefined,
  };
}
