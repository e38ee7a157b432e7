import { Hop, ObjectRef, Verdict } from '../../../model';
import { at, textOf } from '../../../model/fields';
import { Condition, isStale } from '../../conditions';
import { BackendRef } from '../../../kinds/gateway/backendRef';
import { Resolution } from '../../gateway/resolveBackend';
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
    verdict: judge(resolution, ref, current),
    ...(reported ? { controllerSays: quote(reported) } : {}),
  };
}

function judge(
  { resolved, reason, message }: Resolution,
  ref: BackendRef,
  reported: Condition | undefined,
): Verdict {
  if (resolved === 'Unknown') {
    return verdict('Unknown', message, {
      fixableBy: 'platform',
      native: [reason],
    });
  }
  if (resolved === 'True') {
    return healthy('ResolvedRefs');
  }
  // Backends of other groups are the controller's own: when it follows them, they are followed.
  if (ref.group !== '' && reported?.status === 'True') {
    return healthy('ResolvedRefs');
  }
  return verdict('Degraded', message, {
    fixableBy: 'tenant',
    native: [reason],
  });
}
