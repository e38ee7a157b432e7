import { Text } from '@backstage/ui';
import { useSearchParams } from 'react-router-dom';
import {
  chosenPlace,
  unknownPlace,
  useEntityCardStatus,
  useEntityTenantStatus,
} from '../../hooks';
import { useTexts } from '../../translations';
import { ReportOnlyNote } from '../Enforcement';
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

/** Of what an address says no more is repeated. */
const MOST = 100;

/**
 * The environments or places, to choose one for all cards of the page: of a tenant where the address named one, since its rows say which
 * there are. What is named and not there is told.
 */
function Places() {
  const { data } = useEntityTenantStatus();
  const [params] = useSearchParams();
  const t = useTexts();
  if (!data) {
    return null;
  }
  const named = params.get('environment');
  const names = data.environments.map(({ name }) => name);
  const unknown = unknownPlace(named, data);
  const chosen = chosenPlace(named, data);
  return (
    <>
      {unknown && (
        <Text as="p" role="status" style={{ overflowWrap: 'anywhere' }}>
          {t('sync.unknownPlace', { named: unknown.slice(0, MOST) })}
        </Text>
      )}
      {data.reportOnly && (
        <ReportOnlyNote
          tenant={data.tenant}
          {...(chosen ? { only: chosen } : {})}
        />
      )}
      {(data.unmanaged || named) && <EnvironmentChips environments={names} />}
    </>
  );
}
