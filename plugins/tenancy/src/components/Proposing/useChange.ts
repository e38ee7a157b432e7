import type {
  PublishedView,
  RequestChangeView,
} from '@groundwork/backstage-plugin-tenancy-common';
import { useEffect, useRef, useState } from 'react';
import { wordsOf } from '../Acting';

/** A change of a request that can be looked at before it is made. The same `key` asks the same. */
export interface ChangeQuestion {
  key: string;
  read(): Promise<RequestChangeView>;
  write(confirmed: string[]): Promise<PublishedView>;
}

/** Shows what a change would write, and makes it once. */
export function useChange(question: ChangeQuestion | undefined) {
  const [view, setView] = useState<{ key: string; view: RequestChangeView }>();
  const [problem, setProblem] = useState<{ key: string; words: string }>();
  const [isPending, setPending] = useState(false);
  const [done, setDone] = useState<PublishedView>();
  const asked = useRef(question);
  asked.current = question;
  const key = question?.key;

  useEffect(() => {
    let isGone = false;
    if (key !== undefined) {
      asked.current?.read().then(
        answer => !isGone && setView({ key, view: answer }),
        error => !isGone && setProblem({ key, words: wordsOf(error) }),
      );
    }
    return () => {
      isGone = true;
    };
  }, [key]);

  async function write(confirmed: string[]): Promise<void> {
    if (!question || isPending) {
      return;
    }
    setPending(true);
    setProblem(undefined);
    try {
      setDone(await question.write(confirmed));
    } catch (error) {
      setProblem({ key: question.key, words: wordsOf(error) });
    } finally {
      setPending(false);
    }
  }

  return {
    view: view?.key === key ? view?.view : undefined,
    problem: problem?.key === key ? problem?.words : undefined,
    isPending,
    done,
    write,
  };
}
