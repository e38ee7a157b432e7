import { Facts, Hop, isKnown } from '../../../model';
import { whyUnknown } from '../../unknown';
import { healthy, verdict } from '../../verdict';

/** Whether the route's names lead to the gateway. Undefined when nobody asked DNS. */
export function dnsHop(
  hostnames: readonly string[],
  addresses: readonly string[],
  facts: Facts,
): Hop | undefined {
  const asked = hostnames.flatMap(name => {
    const answer = facts.dns?.[name];
    return answer ? [{ name, answer }] : [];
  });
  for (const { name, answer } of asked) {
    if (!isKnown(answer)) {
      return hop(name, verdict('Unknown', whyUnknown(answer)));
    }
    if (answer.value.length === 0) {
      return hop(
        name,
        verdict('Degraded', `${name} does not exist in DNS`, {
          fixableBy: 'platform',
        }),
      );
    }
    const others = answer.value.filter(item => !addresses.includes(item));
    if (addresses.length > 0 && others.length === answer.value.length) {
      return hop(
        `${name} → ${answer.value.join(', ')}`,
        verdict(
          // A proxy or a load balancer with addresses of its own may stand in front.
          'Unknown',
          `${name} resolves to ${answer.value[0]}, which is not an address of the gateway`,
          { fixableBy: 'platform' },
        ),
      );
    }
  }
  const details = asked.map(
    ({ name, answer }) =>
      `${name} → ${isKnown(answer) ? answer.value.join(', ') : ''}`,
  );
  return asked.length > 0 ? hop(details.join('; '), healthy()) : undefined;
}

function hop(detail: string, result: Hop['verdict']): Hop {
  return { kind: 'dns', detail, verdict: result };
}
