import { KubernetesObject } from '../../model';
import { at, listOf, numberOf } from '../../model/fields';
import { ClusterView } from '../../snapshot/clusterView';
import { Followed, followAuthority, followKeyPair } from './certificateRef';
import { ComputedCondition, condition } from './computedCondition';
import { Conflict } from './conflicts';
import { GatewayFeatures, supports } from './features';
import { Listener, isStandardProtocol } from './listener';

/** What a listener's status would say by the standard, without the routes on it. */
export interface JudgedListener {
  listener: Listener;
  kinds: readonly string[];
  conditions: ComputedCondition[];
}

/**
 * The conditions Accepted, Conflicted, ResolvedRefs and Programmed of one listener. `gateway` is the one that serves it,
 * whose settings for client certificates hold for ListenerSets too.
 */
export function judgeListener(
  listener: Listener,
  conflict: Conflict | undefined,
  gateway: KubernetesObject,
  view: ClusterView,
  features: GatewayFeatures,
): JudgedListener {
  const authorities = authoritiesOf(listener, gateway, view);
  const accepted = acceptedOf(listener, conflict, authorities, features);
  const resolved = resolvedOf(listener, authorities, view);
  const isConflict = conflict !== undefined && conflict !== 'NotAllowed';
  const usable =
    accepted.status !== 'False' || accepted.reason === 'NoValidCACertificate';
  return {
    listener,
    kinds: usable ? listener.kinds : [],
    conditions: [
      accepted,
      isConflict
        ? condition('Conflicted', 'True', conflict, accepted.message)
        : condition('Conflicted', 'False', 'NoConflicts'),
      resolved,
      programmedOf(listener, accepted, resolved),
    ],
  };
}

function acceptedOf(
  listener: Listener,
  conflict: Conflict | undefined,
  authorities: readonly Followed[],
  features: GatewayFeatures,
): ComputedCondition {
  const { name, protocol, port, tlsMode } = listener;
  const no = (reason: string, message: string) =>
    condition('Accepted', 'False', reason, message);
  if (!isStandardProtocol(protocol)) {
    return no('UnsupportedProtocol', `${protocol} is not a listener protocol`);
  }
  if (conflict === 'NotAllowed') {
    return no(conflict, 'the Gateway does not allow this ListenerSet');
  }
  if (conflict) {
    return no(
      conflict,
      `listener ${name} conflicts with another one on port ${port}`,
    );
  }
  if (
    protocol === 'TLS' &&
    tlsMode !== 'Passthrough' &&
    !supports(features, 'TLSRouteModeTerminate')
  ) {
    return no('UnsupportedValue', 'tls.mode Terminate is not supported');
  }
  const bad = authorities.find(({ found }) => isBad(found));
  const some = authorities.some(({ found }) => !isBad(found));
  if (bad && !some) {
    return no('NoValidCACertificate', bad.message);
  }
  return condition('Accepted', 'True', 'Accepted');
}

function resolvedOf(
  listener: Listener,
  authorities: readonly Followed[],
  view: ClusterView,
): ComputedCondition {
  const no = (reason: string, message: string) =>
    condition('ResolvedRefs', 'False', reason, message);
  const pairs = keyPairsOf(listener, view);
  const all = [...pairs, ...authorities];
  const refused = all.find(({ found }) => found === 'notPermitted');
  if (refused) {
    return no('RefNotPermitted', refused.message);
  }
  const pair = pairs.find(({ found }) => isBad(found));
  if (pair) {
    return no('InvalidCertificateRef', pair.message);
  }
  const kind = authorities.find(({ found }) => found === 'wrongKind');
  if (kind) {
    return no('InvalidCACertificateKind', kind.message);
  }
  const authority = authorities.find(({ found }) => isBad(found));
  if (authority) {
    return no('InvalidCACertificateRef', authority.message);
  }
  if (listener.asksTooMuch) {
    return no(
      'InvalidRouteKinds',
      `allowedRoutes.kinds names kinds that ${listener.protocol} does not carry`,
    );
  }
  const unread = all.find(({ found }) => found === 'unread');
  return unread
    ? condition('ResolvedRefs', 'Unknown', 'NotRead', unread.message)
    : condition('ResolvedRefs', 'True', 'ResolvedRefs');
}

function programmedOf(
  listener: Listener,
  accepted: ComputedCondition,
  resolved: ComputedCondition,
): ComputedCondition {
  if (accepted.status === 'False') {
    const { reason, message } = accepted;
    const told = ['HostnameConflict', 'ProtocolConflict', 'NotAllowed'];
    return condition(
      'Programmed',
      'False',
      told.includes(reason) ? reason : 'Invalid',
      message,
    );
  }
  // Kinds that are too many do not stop those that are left.
  const serves =
    resolved.status !== 'False' ||
    (resolved.reason === 'InvalidRouteKinds' && listener.kinds.length > 0);
  if (!serves) {
    return condition('Programmed', 'False', 'Invalid', resolved.message);
  }
  return resolved.status === 'Unknown'
    ? condition('Programmed', 'Unknown', 'NotRead', resolved.message)
    : condition('Programmed', 'True', 'Programmed');
}

function keyPairsOf(listener: Listener, view: ClusterView): Followed[] {
  const terminates =
    listener.protocol === 'HTTPS' ||
    (listener.protocol === 'TLS' && listener.tlsMode !== 'Passthrough');
  return terminates
    ? listener.certificateRefs.map(ref =>
        followKeyPair(listener.owner, ref, view),
      )
    : [];
}

/** The authorities that clients of an HTTPS listener must have certificates of: those of its port, else the default ones. */
function authoritiesOf(
  { protocol, port }: Listener,
  gateway: KubernetesObject,
  view: ClusterView,
): Followed[] {
  if (protocol !== 'HTTPS') {
    return [];
  }
  const frontend = at(gateway.spec, 'tls', 'frontend');
  const own = listOf(at(frontend, 'perPort')).find(
    item => numberOf(item.port) === port,
  );
  const settings = own ? at(own, 'tls') : at(frontend, 'default');
  return listOf(at(settings, 'validation', 'caCertificateRefs')).map(ref =>
    followAuthority(gateway, ref, view),
  );
}

function isBad(found: Followed['found']): boolean {
  return found !== 'yes' && found !== 'unread';
}
