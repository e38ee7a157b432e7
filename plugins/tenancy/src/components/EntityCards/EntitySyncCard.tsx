import { useEntityCardStatus, useEntityTenantStatus } from '../../hooks';
import { useTexts } from '../../translations';
import { EnvironmentChips } from '../EnvironmentChips';
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
  return <SyncCard status={useEntityCardStatus()} choice={<Places />} />;
}

/** The places of what is no tenant's, to choose one for all cards of the page. */
function Places() {
  const { data } = useEntityTenantStatus();
  return data?.unmanaged ? (
    <EnvironmentChips
      environments={data.environments.map(({ name }) => name)}
    />
  ) : null;
}
