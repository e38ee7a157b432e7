import { useSyncExternalStore } from 'react';

const QUERY = '(max-width: 800px)';

/** Whether the window has no room for columns. */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(subscribe, isNarrow);
}

function subscribe(listener: () => void): () => void {
  const media = window.matchMedia?.(QUERY);
  media?.addEventListener?.('change', listener);
  return () => media?.removeEventListener?.('change', listener);
}

function isNarrow(): boolean {
  return window.matchMedia?.(QUERY)?.matches ?? false;
}
