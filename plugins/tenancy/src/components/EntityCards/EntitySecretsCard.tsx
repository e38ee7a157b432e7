import { useEntitySubject, useSecrets } from '../../hooks';
import { SecretsCard } from '../SecretsCard';
import { WhereShown } from './WhereShown';

/**
 * The secrets card of the entity whose page this is.
 *
 * @public
 */
export function EntitySecretsCard() {
  return (
    <WhereShown>
      <Card />
    </WhereShown>
  );
}

function Card() {
  return <SecretsCard status={useSecrets(useEntitySubject())} />;
}
