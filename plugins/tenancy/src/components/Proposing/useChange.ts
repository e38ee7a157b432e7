import type {
  PublishedView,
  RequestChangeView,
} from '@groundwork/backstage-plugin-tenancy-common';
import { skipToken } from '@tanstack/react-query';
import { useId } from 'react';
import { useTenancyMutation, useTenancyQuery } from '../../queries';
import { useTexts } from '../../translations';
import { wordsOf } from '../Acting';

/** A change of a request that can be looked at before it is made. The same `key` asks the same. */
export interface ChangeQuestion {
  key: string;
  read(): Promise<RequestChangeView>;
  write(confirmed: string[]): Promise<PublishedView>;
}

/** Shows what a change would write, and makes it once. */
export function useChange(question: ChangeQuestion | undefined) {
  const t = useTexts();
  const dialog = useId();
  const { data: view, error: unread } = useTenancyQuery({
    queryKey: ['change', dialog, question?.key],
    queryFn: question ? () => question.read() : skipToken,
  });
  const writing = useTenancyMutation({
    mutationFn: (input: { question: ChangeQuestion; confirmed: string[] }) =>
      input.question.write(input.confirmed),
  });
  const { variables, isPending, data: done } = writing;
  // What was refused of another choice says nothing of this one.
  const refused =
    variables?.question.key === question?.key ? writing.error : null;
  const problem = refused ?? unread;
  return {
    view,
    problem: problem ? wordsOf(problem, t) : undefined,
    isPending,
    done,
    write: (confirmed: string[]) => {
      if (question && !isPending) {
        writing.mutate({ question, confirmed });
      }
    },
  };
}
