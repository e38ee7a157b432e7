import { createContext, useContext } from 'react';
import type { CauseView } from '@groundwork/backstage-plugin-tenancy-common';
import type { CauseCard, Consequence } from '@groundwork/engine';
import { causeBehind } from '@groundwork/engine/model';

/** What a card and its rows know of the causes of a tenant. */
export interface CardCausesValue {
  tenant: string;
  card: CauseCard;
  causes: readonly CauseView[];
}

/** The causes of the tenant whose card this is in. */
export const CardCausesContext = createContext<CardCausesValue | undefined>(
  undefined,
);

/**
 * The cause that something on this card follows from, where that is told on another card: then the card need not say it again.
 */
export function useCauseBehind(
  id: string | undefined,
): { cause: CauseView; consequence: Consequence } | undefined {
  const context = useContext(CardCausesContext);
  const found =
    id === undefined || !context ? undefined : causeBehind(context.causes, id);
  return found && found.cause.findings[0].card !== context?.card
    ? found
    : undefined;
}
