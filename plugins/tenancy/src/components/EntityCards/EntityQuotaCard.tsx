import { useEntitySubject, useQuota } from '../../hooks';
import { QuotaCard } from '../QuotaCard';

/**
 * The quota card of the entity whose page this is.
 *
 * @public
 */
export function EntityQuotaCard() {
  return <QuotaCard status={useQuota(useEntitySubject())} />;
}
