import { useEffect, useRef, useState } from 'react';
import { useApiHolder } from '@backstage/core-plugin-api';
import { scaffolderApiRef } from '@backstage/plugin-scaffolder-react';
import type { JsonObject } from '@backstage/types';
import { drafts } from '../shared';
import { isSubmitted } from './isSubmitted';

/** Milliseconds that a form is not filled for, until it is known whether the draft was proposed. */
const PATIENCE = 3_000;

/**
 * What was entered into this form before the page was loaded again: handed to `restore` once, into a form that is fresh, unless it
 * was proposed since. A link that fills the form in goes before.
 *
 * @param options - `isUntouched` tells whether it may still be filled, when that is known
 */
export function useDraft(options: {
  isFresh: boolean;
  isUntouched: boolean;
  restore: (draft: JsonObject) => void;
}): { isRestored: boolean; forget: () => void } {
  const scaffolder = useApiHolder().get(scaffolderApiRef);
  const address = window.location.pathname;
  const [draft] = useState(() =>
    options.isFresh &&
    !new URLSearchParams(window.location.search).has('formData')
      ? drafts.get(address)
      : undefined,
  );
  const [isRestored, setIsRestored] = useState(false);
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });
  useEffect(() => {
    let isLeft = false;
    const begin = async () => {
      const wasSubmitted =
        draft &&
        scaffolder &&
        (await Promise.race([
          // Who may not see tasks keeps what was entered.
          isSubmitted(scaffolder, address, draft).catch(() => false),
          new Promise<false>(resolve => {
            setTimeout(() => resolve(false), PATIENCE);
          }),
        ]));
      const { isUntouched, restore } = latest.current;
      if (!draft || isLeft || !isUntouched) {
        return;
      }
      if (wasSubmitted) {
        drafts.remove(address);
      } else {
        restore(draft);
        setIsRestored(true);
      }
    };
    void begin();
    return () => {
      isLeft = true;
    };
    // Once: what is entered from then on is newer.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [draft]);
  return {
    isRestored,
    forget: () => {
      drafts.remove(address);
      window.location.reload();
    },
  };
}
