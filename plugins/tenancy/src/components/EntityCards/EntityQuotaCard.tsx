import { useEntitySubject, useQuota } from '../../hooks';
import { QuotaCard } from '../QuotaCard';
import { WhereShown } from './WhereShown';

/**
 * The quota card of the entity whose page this is.
 *
 * @public
 */
export function EntityQuotaCard() {
  return (
    <WhereShown>
      <Card />
    </WhereShown>
  );
}

function Card() {
  return <QuotaCard status={useQuota(useEntitySubject())} />;
}
