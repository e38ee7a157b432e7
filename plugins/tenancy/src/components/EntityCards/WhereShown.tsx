import type { ReactNode } from 'react';
import { useEntity } from '@backstage/plugin-catalog-react';
import { isTenantEntity } from '../../entities';
import { useSearchParams } from 'react-router-dom';
import {
  chosenPlace,
  ChosenPlaceProvider,
  useEntityTenantStatus,
} from '../../hooks';
import { isNotReadYet, readProblemOf } from '../../status';
import { NotReadCard } from './NotReadCard';

/**
 * Shows what stands within on entities that have something to show: those that say that they are a tenant's always, since they are
 * told what is missing; others once the backend has answered for them. All cards of a page share that one question, and the others
 * ask nothing before. They are about the environment that `?environment=` names; of what is no tenant's, about that place.
 */
export function WhereShown(props: {
  children: ReactNode;
  /** Title under which it is told that the backend does not know yet: of one card of the page, since all would say the same. */
  tells?: string;
}) {
  const { entity } = useEntity();
  return isTenantEntity(entity) ? (
    <OfTenant {...props} />
  ) : (
    <WhereAnswered {...props} />
  );
}

function OfTenant(props: { children: ReactNode }) {
  const { data } = useEntityTenantStatus();
  const [params] = useSearchParams();
  const named = params.get('environment');
  // Before it is known which environments there are, what is named is taken for one: nearly always it is.
  const chosen = data ? chosenPlace(named, data) : named ?? undefined;
  return (
    <ChosenPlaceProvider value={chosen || undefined}>
      {props.children}
    </ChosenPlaceProvider>
  );
}

function WhereAnswered(props: { children: ReactNode; tells?: string }) {
  const { children, tells } = props;
  const { data, error, refresh } = useEntityTenantStatus();
  const [params] = useSearchParams();
  if (!data && error && tells && isNotReadYet(error)) {
    return <NotReadCard title={tells} error={error} onRetry={refresh} />;
  }
  // What was shown before may be somebody else's by now.
  const isGone = error && readProblemOf(error) === 'notShown';
  return data && !isGone ? (
    <ChosenPlaceProvider value={chosenPlace(params.get('environment'), data)}>
      {children}
    </ChosenPlaceProvider>
  ) : null;
}
