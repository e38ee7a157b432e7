import { KubernetesObject } from '../../model';
import { at, fieldsOf, listOf, textOf } from '../../model/fields';
import { ClusterView } from '../../snapshot/clusterView';
import { followKeyPair } from './certificateRef';
import { ComputedCondition, condition } from './computedCondition';
import { attachedSets, conflictsOf } from './conflicts';
import { GatewayFeatures } from './features';
import { acceptedOf } from './gatewayAccepted';
import { JudgedListener, judgeListener } from './listenerConditions';
import { listenersOf } from './listener';
import { acceptsSet } from './listenerSetConditions';

/** What a Gateway's status would say by the standard, without the routes on its listeners. */
interface JudgedGateway {
  conditions: ComputedCondition[];
  listeners: JudgedListener[];
  /** ListenerSets with at least one valid listener. */
  attachedListenerSets: number;
}

/** Judges a Gateway and its own listeners. */
export function judgeGateway(
  gateway: KubernetesObject,
  view: ClusterView,
  features: GatewayFeatures = {},
): JudgedGateway {
  const conflicts = conflictsOf(gateway, view, features);
  const listeners = listenersOf(gateway).map(listener =>
    judgeListener(
      listener,
      conflicts.get(listener.name),
      gateway,
      view,
      features,
    ),
  );
  const accepted = acceptedOf(gateway, listeners, view);
  const fallback = insecureModeOf(gateway);
  return {
    conditions: [
      accepted,
      programmedOf(gateway, accepted, listeners),
      resolvedOf(gateway, view),
      ...(fallback ? [fallback] : []),
    ],
    listeners,
    attachedListenerSets:
      accepted.status === 'False'
        ? 0
        : attachedSets(gateway, view).filter(set =>
            acceptsSet(set, gateway, view, features),
          ).length,
  };
}

function programmedOf(
  { spec }: KubernetesObject,
  accepted: ComputedCondition,
  listeners: readonly JudgedListener[],
): ComputedCondition {
  if (accepted.status === 'False') {
    return condition('Programmed', 'False', 'Invalid', accepted.message);
  }
  const programmed = listeners.map(
    ({ conditions }) =>
      conditions.find(({ type }) => type === 'Programmed')?.status,
  );
  if (!programmed.some(status => status !== 'False')) {
    return condition('Programmed', 'False', 'Invalid', 'no listener is valid');
  }
  const wants = listOf(at(spec, 'addresses')).some(
    ({ value }) => textOf(value) !== undefined,
  );
  if (wants || accepted.status === 'Unknown') {
    return condition(
      'Programmed',
      'Unknown',
      'NotRead',
      wants ? 'only the controller knows which addresses are available' : '',
    );
  }
  return programmed.includes('True')
    ? condition('Programmed', 'True', 'Programmed')
    : condition('Programmed', 'Unknown', 'NotRead');
}

function resolvedOf(
  gateway: KubernetesObject,
  view: ClusterView,
): ComputedCondition {
  const ref = at(gateway.spec, 'tls', 'backend', 'clientCertificateRef');
  if (ref === undefined) {
    return condition('ResolvedRefs', 'True', 'ResolvedRefs');
  }
  const { found, message } = followKeyPair(gateway, fieldsOf(ref), view);
  switch (found) {
    case 'yes':
      return condition('ResolvedRefs', 'True', 'ResolvedRefs');
    case 'unread':
      return condition('ResolvedRefs', 'Unknown', 'NotRead', message);
    case 'notPermitted':
      return condition('ResolvedRefs', 'False', 'RefNotPermitted', message);
    default:
      return condition(
        'ResolvedRefs',
        'False',
        'InvalidClientCertificateRef',
        message,
      );
  }
}

function insecureModeOf({
  spec,
}: KubernetesObject): ComputedCondition | undefined {
  const frontend = at(spec, 'tls', 'frontend');
  const modes = [
    at(frontend, 'default', 'validation', 'mode'),
    ...listOf(at(frontend, 'perPort')).map(item =>
      at(item, 'tls', 'validation', 'mode'),
    ),
  ];
  return modes.includes('AllowInsecureFallback')
    ? condition(
        'InsecureFrontendValidationMode',
        'True',
        'ConfigurationChanged',
        'clients without a valid certificate are accepted',
      )
    : undefined;
}
