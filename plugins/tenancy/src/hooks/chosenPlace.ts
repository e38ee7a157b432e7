import { createContext, useContext } from 'react';
import type { TenantStatusView } from '@groundwork/backstage-plugin-tenancy-common';

const ChosenPlace = createContext<string | undefined>(undefined);

/** Tells the cards within it which place the address names, of an entity that is no tenant's. */
export const ChosenPlaceProvider = ChosenPlace.Provider;

/** The place that the cards of this entity are narrowed to; undefined where they are about all of them. */
export function useChosenPlace(): string | undefined {
  return useContext(ChosenPlace);
}

/** The place that an address names, if it names some and not all of those where an entity is looked at. */
export function chosenPlace(
  named: string | null,
  { environments, unmanaged }: TenantStatusView,
): string | undefined {
  if (!named || !unmanaged) {
    return undefined;
  }
  const isNamed = environments.some(({ name }) => name === named);
  const meant = environments.filter(({ name, cluster, namespace }) =>
    isNamed
      ? name === named
      : [cluster, `${cluster}/${namespace}`].includes(named),
  );
  const isNarrower = meant.length < environments.length;
  return meant.length > 0 && isNarrower ? named : undefined;
}
