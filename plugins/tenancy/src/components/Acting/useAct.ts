import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type { ActionInputs } from '@groundwork/backstage-plugin-tenancy-common';
import { tenancyApiRef } from '../../api';
import { wordsOf } from './wordsOf';

/** One action after another, with what became of the last. */
export function useAct(
  place: { tenant: string; environment: string },
  onDone: () => void,
) {
  const api = useApi(tenancyApiRef);
  const [pending, setPending] = useState<string>();
  const [message, setMessage] = useState<string>();
  const [problem, setProblem] = useState<string>();

  /** Does it unless another is under way; `id` says which button waits. */
  async function act<Action extends keyof ActionInputs>(
    id: string,
    action: Action,
    input: ActionInputs[Action],
  ): Promise<boolean> {
    if (pending) {
      return false;
    }
    setPending(id);
    setProblem(undefined);
    setMessage(undefined);
    try {
      const accepted = await api.act(place, action, input);
      setMessage(accepted.message);
      return true;
    } catch (error) {
      setProblem(wordsOf(error));
      return false;
    } finally {
      setPending(undefined);
      onDone();
    }
  }

  return { act, pending, message, problem };
}
