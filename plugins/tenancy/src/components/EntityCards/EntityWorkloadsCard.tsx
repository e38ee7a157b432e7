import { useEntitySubject, useWorkloads } from '../../hooks';
import { WorkloadsCard } from '../WorkloadsCard';
import { useLogsLink } from './useLogsLink';
import { WhereShown } from './WhereShown';

/**
 * The workloads card of the entity whose page this is.
 *
 * @public
 */
export function EntityWorkloadsCard() {
  return (
    <WhereShown>
      <Card />
    </WhereShown>
  );
}

function Card() {
  const subject = useEntitySubject();
  return (
    <WorkloadsCard
      status={useWorkloads(subject)}
      logs={useLogsLink()}
      entity={subject}
    />
  );
}
