import { useEntitySubject, useSecrets } from '../../hooks';
import { SecretsCard } from '../SecretsCard';

/**
 * The secrets card of the entity whose page this is.
 *
 * @public
 */
export function EntitySecretsCard() {
  return <SecretsCard status={useSecrets(useEntitySubject())} />;
}
