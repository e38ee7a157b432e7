import { createContext, type ReactNode, useContext } from 'react';

const Scope = createContext<string | undefined>(undefined);

/** Says whose fixes are offered beside what stands within; nothing is offered outside of one. */
export function FixesScope(props: { tenant: string; children: ReactNode }) {
  return <Scope.Provider value={props.tenant}>{props.children}</Scope.Provider>;
}

/** The tenant whose fixes are offered here. */
export function useFixesTenant(): string | undefined {
  return useContext(Scope);
}
