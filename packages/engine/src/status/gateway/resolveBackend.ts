import { KubernetesObject, isKnown } from '../../model';
import { at, listOf } from '../../model/fields';
import { ClusterView } from '../../snapshot/clusterView';
import { whyUnknown } from '../unknown';
import { BackendRef, backendRefsOf } from '../../kinds/gateway/backendRef';
import { gatewayGroup, serviceKind } from './kinds';
import { isGranted } from './referenceGrant';

/** Whether a reference can be followed, in the words of Gateway API's condition ResolvedRefs. */
export interface Resolution {
  resolved: 'True' | 'False' | 'Unknown';
  reason: string;
  message: string;
  service?: KubernetesObject;
}

/**
 * Follows one backend of a route. What is not permitted is told before what is not there, so that nobody learns about
 * another namespace by asking. Only Services are followed: backends of other groups are a controller's own invention,
 * so its word counts for more than this one.
 */
export function resolveBackend(
  route: KubernetesObject,
  ref: BackendRef,
  view: ClusterView,
): Resolution {
  if (ref.group !== '') {
    return no(
      'InvalidKind',
      `${ref.kind} of ${ref.group} is no backend of Gateway API`,
    );
  }
  if (ref.kind !== 'Service') {
    return no('InvalidKind', `a ${ref.kind} cannot be a backend`);
  }
  const { namespace = '' } = route.metadata;
  if (ref.namespace !== namespace) {
    const granted = isGranted(
      view,
      { group: gatewayGroup, kind: route.kind, namespace },
      ref,
    );
    if (!isKnown(granted)) {
      return unread(whyUnknown(granted));
    }
    if (!granted.value) {
      return no(
        'RefNotPermitted',
        `namespace ${ref.namespace} has no ReferenceGrant for ${route.kind}s of ${namespace}`,
      );
    }
  }
  const service = view.get(serviceKind, ref.namespace, ref.name);
  if (!isKnown(service)) {
    return unread(whyUnknown(service));
  }
  if (!service.value) {
    return no(
      'BackendNotFound',
      `Service ${ref.namespace}/${ref.name} does not exist`,
    );
  }
  const ports = listOf(at(service.value.spec, 'ports')).map(item => item.port);
  if (ref.port === undefined || !ports.includes(ref.port)) {
    const offered = ports.join(', ') || 'none';
    return {
      ...no(
        'BackendNotFound',
        `Service ${ref.name} has no port ${
          ref.port ?? '(none given)'
        }; it has ${offered}`,
      ),
      service: service.value,
    };
  }
  return {
    resolved: 'True',
    reason: 'ResolvedRefs',
    message: '',
    service: service.value,
  };
}

/** The condition ResolvedRefs of a whole route: False as soon as one reference cannot be followed. */
export function resolveRefs(
  route: KubernetesObject,
  view: ClusterView,
): Resolution {
  const all = backendRefsOf(route).map(ref => resolveBackend(route, ref, view));
  return (
    all.find(({ resolved }) => resolved === 'False') ??
    all.find(({ resolved }) => resolved === 'Unknown') ?? {
      resolved: 'True',
      reason: 'ResolvedRefs',
      message: '',
    }
  );
}

/** Whether a backend that is to be a Service cannot be followed, by what is there. */
export function lacksService(
  route: KubernetesObject,
  view: ClusterView,
): boolean {
  return backendRefsOf(route).some(
    ref =>
      ref.group === '' && resolveBackend(route, ref, view).resolved === 'False',
  );
}

function no(reason: string, message: string): Resolution {
  return { resolved: 'False', reason, message };
}

function unread(message: string): Resolution {
  return { resolved: 'Unknown', reason: 'NotRead', message };
}
