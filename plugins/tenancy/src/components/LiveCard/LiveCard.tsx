import type { ReactNode } from 'react';
import { EntityInfoCard } from '@backstage/plugin-catalog-react';
import type { CardViewBase } from '@groundwork/backstage-plugin-tenancy-common';
import type { CauseCard } from '@groundwork/engine';
import type { Live } from '../../queries';
import { readProblemOf } from '../../status';
import { CardCauses } from '../Attention';
import { FixesScope } from '../Fixes';
import { LoadingLines, QueryProblem } from '../QueryState';
import { CardFoot } from './CardFoot';
import surface from '../../styles/surface.module.css';

/** A card over one live status: its verdict in the head, its rows, its age and sources in the foot. */
export function LiveCard<View extends CardViewBase>(props: {
  title: string;
  /** Which card it is, to whoever tells causes. */
  card: CauseCard;
  status: Live<View>;
  verdict: (view: View) => ReactNode;
  children: (view: View) => ReactNode;
  /** What to show while the tenant is not there yet, where it is known to come. */
  waiting?: ReactNode;
}) {
  const { card, status, verdict, children, waiting } = props;
  const { data, error, refresh, only } = status;
  const title = only ? `${props.title} · ${only}` : props.title;

  if (!data) {
    const awaited = waiting && error && readProblemOf(error) === 'notShown';
    return (
      <EntityInfoCard title={title} className={surface.surface}>
        {error && awaited && waiting}
        {error && !awaited && <QueryProblem error={error} onRetry={refresh} />}
        {!error && <LoadingLines />}
      </EntityInfoCard>
    );
  }
  return (
    <EntityInfoCard
      title={title}
      headerActions={verdict(data)}
      className={surface.surface}
    >
      <FixesHere view={data}>
        <CardCauses card={card} view={data}>
          {children(data)}
        </CardCauses>
      </FixesHere>
      <CardFoot view={data} status={status} />
    </EntityInfoCard>
  );
}

/** Fixes are edits of a tenant's requests: of what is no tenant there are none, and nobody asks. */
function FixesHere(props: { view: CardViewBase; children: ReactNode }) {
  const { view, children } = props;
  return view.unmanaged ? (
    <>{children}</>
  ) : (
    <FixesScope tenant={view.tenant}>{children}</FixesScope>
  );
}
