import { useSyncExternalStore } from 'react';
import type { Finding } from '@groundwork/engine';

const NONE: readonly Finding[] = [];
let current = NONE;
const listeners = new Set<() => void>();

/** Tells the other fields of a form what its preview found; one form is open at a time. */
export function publishFindings(findings: readonly Finding[] = NONE): void {
  current = findings;
  listeners.forEach(listener => listener());
}

/** What the preview of the form found last. */
export function usePreviewFindings(): readonly Finding[] {
  return useSyncExternalStore(
    listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
}
