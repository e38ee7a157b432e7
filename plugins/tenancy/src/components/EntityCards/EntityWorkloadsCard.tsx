import { useEntitySubject, useWorkloads } from '../../hooks';
import { WorkloadsCard } from '../WorkloadsCard';
import { useLogsLink } from './useLogsLink';

/**
 * The workloads card of the entity whose page this is.
 *
 * @public
 */
export function EntityWorkloadsCard() {
  return (
    <WorkloadsCard
      status={useWorkloads(useEntitySubject())}
      logs={useLogsLink()}
    />
  );
}
