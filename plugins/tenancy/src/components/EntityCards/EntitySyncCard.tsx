import { useEntityTenantStatus } from '../../hooks';
import { useTexts } from '../../translations';
import { SyncCard } from '../SyncCard';
import { WhereShown } from './WhereShown';

/**
 * The sync card of the entity whose page this is.
 *
 * @public
 */
export function EntitySyncCard() {
  const t = useTexts();
  return (
    <WhereShown tells={t('sync.title')}>
      <Card />
    </WhereShown>
  );
}

function Card() {
  return <SyncCard status={useEntityTenantStatus()} />;
}
