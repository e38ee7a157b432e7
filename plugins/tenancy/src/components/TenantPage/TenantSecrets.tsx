import { useSecrets } from '../../hooks';
import { SecretsCard } from '../SecretsCard';

/** The tab with the secrets of a tenant, which is asked for when it is opened. */
export function TenantSecrets(props: { tenant: string }) {
  return <SecretsCard status={useSecrets(props)} />;
}
