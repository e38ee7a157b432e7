import { useEntityCardStatus } from '../../hooks';
import { NetworkCard } from '../NetworkCard';
import { WhereShown } from './WhereShown';

/**
 * The network card of the entity whose page this is.
 *
 * @public
 */
export function EntityNetworkCard() {
  return (
    <WhereShown>
      <Card />
    </WhereShown>
  );
}

function Card() {
  return <NetworkCard status={useEntityCardStatus()} />;
}
