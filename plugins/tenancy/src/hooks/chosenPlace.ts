import { createContext, useContext } from 'react';
import type { TenantStatusView } from '@groundwork/backstage-plugin-tenancy-common';

const ChosenPlace = createContext<string | undefined>(undefined);

/** Tells the cards within it which environment the address names; of what is no tenant's, which place. */
export const ChosenPlaceProvider = ChosenPlace.Provider;

/** The environment or place that the cards of this entity are narrowed to; undefined where they are about all of them. */
export function useChosenPlace(): string | undefined {
  return useContext(ChosenPlace);
}

/** The environment or place that an address names, if it names some and not all of those where an entity is looked at. */
export function chosenPlace(
  named: string | null,
  view: Pick<TenantStatusView, 'environments' | 'unmanaged'>,
): string | undefined {
  const meant = placesNamed(named, view);
  const isNarrower = meant.length < view.environments.length;
  return named && meant.length > 0 && isNarrower ? named : undefined;
}

/** What an address names that is none of the environments or places of an entity. */
export function unknownPlace(
  named: string | null,
  view: Pick<TenantStatusView, 'environments' | 'unmanaged'>,
): string | undefined {
  return named && placesNamed(named, view).length === 0 ? named : undefined;
}

function placesNamed(
  named: string | null,
  {
    environments,
    unmanaged,
  }: Pick<TenantStatusView, 'environments' | 'unmanaged'>,
) {
  const exact = environments.filter(({ name }) => name === named);
  return exact.length > 0 || !unmanaged
    ? exact
    : environments.filter(
        ({ cluster, namespace }) =>
          named !== null &&
          [cluster, `${cluster}/${namespace}`].includes(named),
      );
}
