import type { TenantSecretsView } from '@groundwork/backstage-plugin-tenancy-common';
import type { Live } from '../../queries';
import { useTexts } from '../../translations';
import { LiveCard } from '../LiveCard';
import { SecretRows } from './SecretRows';
import { SecretsVerdict } from './SecretsVerdict';

/** What a tenant takes from secret stores and its certificates: how fresh, for whom, and what keeps them away. Never a value. */
export function SecretsCard(props: { status: Live<TenantSecretsView> }) {
  const t = useTexts();
  return (
    <LiveCard
      title={t('secrets.title')}
      card="secrets"
      status={props.status}
      verdict={view => <SecretsVerdict status={view.secrets} />}
    >
      {view => <SecretRows view={view} />}
    </LiveCard>
  );
}
