import type { Fix } from '@groundwork/engine';
import {
  createContext,
  lazy,
  type ReactNode,
  Suspense,
  useContext,
  useMemo,
  useState,
} from 'react';

// Who only looks at a card needs no dialog.
const FixDialog = lazy(async () => ({
  default: (await import('./FixDialog')).FixDialog,
}));

interface FixesHere {
  tenant: string;
  open: (fix: Fix) => void;
}

const Scope = createContext<FixesHere | undefined>(undefined);

/**
 * Says whose fixes are offered beside what stands within; nothing is offered outside of one. The dialog belongs to it, since
 * what was wrong may be gone, with its button, before somebody has read what came of the fix.
 */
export function FixesScope(props: { tenant: string; children: ReactNode }) {
  const { tenant, children } = props;
  const [opened, open] = useState<Fix>();
  const here = useMemo(() => ({ tenant, open }), [tenant]);
  return (
    <Scope.Provider value={here}>
      {children}
      {opened && (
        <Suspense fallback={null}>
          <FixDialog
            tenant={tenant}
            fix={opened}
            onClose={() => open(undefined)}
          />
        </Suspense>
      )}
    </Scope.Provider>
  );
}

/** The tenant whose fixes are offered here, and how one is opened. */
export function useFixesHere(): FixesHere | undefined {
  return useContext(Scope);
}
