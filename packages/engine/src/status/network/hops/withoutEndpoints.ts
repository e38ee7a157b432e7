import { KubernetesObject, Verdict, isKnown } from '../../../model';
import { at, listOf, textOf, timeOf } from '../../../model/fields';
import { ClusterView } from '../../../snapshot/clusterView';
import { selectorOf } from '../../../snapshot/selector';
import { podEndOf } from '../../netpol/podEnd';
import { hasEnded } from '../../netpol/podsOf';
import { patience } from '../../patience';
import { whyUnknown } from '../../unknown';
import { verdict } from '../../verdict';

const podKind = { group: '', kind: 'Pod' };

/** Why no address at all stands behind a port of a Service. */
export function withoutEndpoints(
  service: KubernetesObject,
  port: number | undefined,
  view: ClusterView,
  now: number,
): Verdict {
  const { name, namespace } = service.metadata;
  const fixableBy = 'tenant';
  const selector = at(service.spec, 'selector');
  const matchLabels = selectorOf({ matchLabels: selector })?.matchLabels ?? {};
  if (Object.keys(matchLabels).length === 0) {
    return verdict(
      'Degraded',
      `Service ${name} has no selector and no EndpointSlice with this port, so its requests go nowhere`,
      { fixableBy },
    );
  }
  const nothing = `Service ${name} has no endpoints`;
  const known = view.list(podKind, namespace, { matchLabels });
  if (!isKnown(known)) {
    return verdict('Degraded', `${nothing}: ${whyUnknown(known)}`, {
      fixableBy,
    });
  }
  const pods = known.value.filter(pod => !hasEnded(pod));
  if (pods.length === 0) {
    return verdict(
      'Degraded',
      `${nothing}: no running pod matches its selector`,
      { fixableBy },
    );
  }
  const item = listOf(at(service.spec, 'ports')).find(
    entry => entry.port === port,
  );
  const target = textOf(item?.targetPort);
  const protocol = textOf(item?.protocol) ?? 'TCP';
  const offers = pods.some(pod =>
    podEndOf(pod, view).ports.some(
      own => own.name === target && own.protocol === protocol,
    ),
  );
  if (target !== undefined && !offers) {
    return verdict(
      'Degraded',
      `${nothing}: none of the ${pods.length} pods it selects has a ${protocol} port called ${target}`,
      { fixableBy },
    );
  }
  const count = `the ${pods.length} pods it selects`;
  const since = Math.min(
    ...pods.map(pod => timeOf(pod.metadata.creationTimestamp) ?? now),
  );
  if (now - since < patience) {
    return verdict(
      'Progressing',
      `${nothing} yet: ${count} have no address there`,
      { fixableBy },
    );
  }
  return pods.some(pod => textOf(at(pod.status, 'podIP')) !== undefined)
    ? verdict(
        'Degraded',
        `${nothing}: ${count} have addresses, and no controller writes them to an EndpointSlice`,
        { fixableBy: 'platform', since },
      )
    : verdict('Degraded', `${nothing}: ${count} get no address`, {
        fixableBy,
        since,
      });
}
