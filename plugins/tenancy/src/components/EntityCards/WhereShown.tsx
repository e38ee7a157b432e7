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
 * ask nothing before. Of what is no tenant's they are about the place that `?environment=` names.
 */
export function WhereShown(props: {
  children: ReactNode;
  /** Title under which it is told that the backend does not know yet: of one card of the page, since all would say the same. */
  tells?: string;
}) {
  const { entity } = useEntity();
  return isTenantEntity(entity) ? (
    <>{props.children}</>
  ) : (
    <WhereAnswered {...props} />
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
