import { Hop, KubernetesObject, Verdict, refOf } from '../../../model';
import { at, listOf, textOf } from '../../../model/fields';
import { conditionOf } from '../../conditions';
import { healthy, verdict } from '../../verdict';
import { ParentContext } from './hopContext';

/** The addresses that the controller gave a Gateway. */
export function addressesOf(gateway: KubernetesObject): string[] {
  return listOf(at(gateway.status, 'addresses')).flatMap(
    ({ value }) => textOf(value) ?? [],
  );
}

/** Whether the gateway has an address at all. */
export function addressHop({ gateway, view }: ParentContext): Hop | undefined {
  if (!gateway) {
    return undefined;
  }
  const addresses = addressesOf(gateway);
  const subject = refOf(view.cluster, gateway);
  if (addresses.length > 0) {
    const detail = addresses.join(', ');
    return { kind: 'address', verdict: healthy(), subject, detail };
  }
  return {
    kind: 'address',
    subject,
    detail: 'none',
    verdict: withoutAddress(gateway),
  };
}

function withoutAddress(gateway: KubernetesObject): Verdict {
  const programmed = conditionOf(gateway, 'Programmed');
  const fixableBy = 'platform';
  if (!programmed) {
    return verdict('Unknown', 'no controller has reported a status yet', {
      fixableBy,
    });
  }
  if (programmed.status === 'True') {
    // Some controllers serve requests and report no address, as they are not told of the Service before them.
    return verdict(
      'Unknown',
      'the controller has programmed the gateway and reports no address of it',
      { fixableBy },
    );
  }
  return programmed.status === 'Unknown'
    ? verdict('Progressing', 'the gateway has no address yet', { fixableBy })
    : verdict('Degraded', 'the gateway has no address', {
        fixableBy,
        native: programmed.reason ? [programmed.reason] : [],
      });
}
