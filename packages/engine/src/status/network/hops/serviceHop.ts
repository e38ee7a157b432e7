import { Hop, ObjectRef, Verdict } from '../../../model';
import { at, textOf } from '../../../model/fields';
import { Condition, isStale } from '../../conditions';
import { BackendRef } from '../../../kinds/gateway/backendRef';
import { Resolution, lacksService } from '../../gateway/resolveBackend';
import { healthy, verdict } from '../../verdict';
import { quote } from './conditionVerdict';
import { HopContext } from './hopContext';

/** Whether a backend of the route can be followed: it may be referred to, exists, and has the port. */
export function serviceHop(
  { view, route }: HopContext,
  ref: BackendRef,
  resolution: Resolution,
  reported: Condition | undefined,
): Hop {
  const { group, kind, namespace, name } = ref;
  const subject: ObjectRef = {
    cluster: view.cluster,
    group,
    kind,
    namespace,
    name,
  };
  const external =
    at(resolution.service?.spec, 'type') === 'ExternalName'
      ? textOf(at(resolution.service?.spec, 'externalName'))
      : undefined;
  const port = ref.port === undefined ? '' : `:${ref.port}`;
  const parts = [
    `${name}${port}`,
    external ? `outside the cluster, ${external}` : '',
    ref.weight === 0 ? 'weight 0' : '',
    ref.mirror ? 'receives copies' : '',
  ];
  const current =
    reported && !isStale(reported, route.metadata.generation)
      ? reported
      : undefined;
  return {
    kind: 'service',
    subject,
    detail: parts.filter(text => text !== '').join(' · '),
    verdict:
      ref.group === ''
        ? judge(resolution)
        : judgeForeign(ref, current, lacksService(route, view)),
    ...(reported ? { controllerSays: quote(reported) } : {}),
  };
}

function judge({ resolved, reason, message }: Resolution): Verdict {
  switch (resolved) {
    case 'Unknown':
      return verdict('Unknown', message, {
        fixableBy: 'platform',
        native: [reason],
      });
    case 'True':
      return healthy('ResolvedRefs');
    default:
      return verdict('Degraded', message, {
        fixableBy: 'tenant',
        native: [reason],
      });
  }
}

/**
 * Backends of other groups are the controller's own: when it follows them, they are followed. What it reports is of all
 * backends together, so of one beside a Service that is not there nothing is known.
 */
function judgeForeign(
  { kind, name }: BackendRef,
  reported: Condition | undefined,
  lacksOthers: boolean,
): Verdict {
  if (reported?.status === 'True') {
    return healthy('ResolvedRefs');
  }
  if (reported?.status === 'False' && !lacksOthers) {
    const { reason, message } = reported;
    return verdict('Degraded', message || reason, {
      fixableBy: 'tenant',
      native: ['ResolvedRefs=False', reason],
    });
  }
  return verdict(
    'Unknown',
    `only the controller of the gateway can tell whether ${kind} ${name} is reached, and it has not said so of the route as it is now`,
    { fixableBy: 'platform' },
  );
}
