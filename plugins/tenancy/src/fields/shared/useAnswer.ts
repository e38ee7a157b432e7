import { useEffect, useState } from 'react';

/** Answer to a question that changes while one types. The last answer stays until the next is there. */
export interface Answer<T> {
  value?: T;
  error?: Error;
  pending: boolean;
}

/**
 * Asks whenever `key` changes and drops answers to questions that are no longer asked.
 * An undefined key asks nothing and forgets the last answer.
 */
export function useAnswer<T>(
  key: string | undefined,
  ask: (key: string, signal: AbortSignal) => Promise<T>,
): Answer<T> {
  const [answer, setAnswer] = useState<Answer<T> & { key?: string }>({
    pending: false,
  });

  useEffect(() => {
    if (key === undefined) {
      setAnswer({ pending: false });
      return undefined;
    }
    const abort = new AbortController();
    ask(key, abort.signal).then(
      value => {
        if (!abort.signal.aborted) {
          setAnswer({ key, value, pending: false });
        }
      },
      cause => {
        if (!abort.signal.aborted) {
          setAnswer(last => ({
            key,
            value: last.value,
            error: cause instanceof Error ? cause : new Error(String(cause)),
            pending: false,
          }));
        }
      },
    );
    return () => abort.abort();
    // Only the key decides when to ask; callers pass a new function on every render.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key]);

  return { ...answer, pending: key !== undefined && answer.key !== key };
}
