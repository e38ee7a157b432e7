import { useEffect, useState } from 'react';
import type { JsonObject } from '@backstage/types';
import { drafts } from '../shared';

/**
 * What was entered into this form before the page was loaded again: handed to `restore` once, into a form that is fresh.
 * A link that fills the form in goes before.
 */
export function useDraft(options: {
  isFresh: boolean;
  restore: (draft: JsonObject) => void;
}): { isRestored: boolean; forget: () => void } {
  const { isFresh, restore } = options;
  const address = window.location.pathname;
  const [draft] = useState(() =>
    isFresh && !new URLSearchParams(window.location.search).has('formData')
      ? drafts.get(address)
      : undefined,
  );
  useEffect(() => {
    if (draft) {
      restore(draft);
    }
    // Once: what is entered from then on is newer.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [draft]);
  return {
    isRestored: draft !== undefined,
    forget: () => {
      drafts.remove(address);
      window.location.reload();
    },
  };
}
