import { refOf } from '../../model';
import { backendRefsOf } from '../../kinds/gateway/backendRef';
import {
  gatewayGroup,
  referenceGrantKind,
  routeKinds,
  serviceKind,
} from '../../status/gateway/kinds';
import { resolveBackend } from '../../status/gateway/resolveBackend';
import { CheckRun, Found } from '../checkRun';

/**
 * A backend that a route cannot reach: no ReferenceGrant, no Service, no such port. A Service that is not there yet is a
 * warning, since a team may ask for the route first.
 */
export function* routeBackends(run: CheckRun): Found {
  for (const kind of routeKinds) {
    for (const { cluster, object } of run.scoped({
      group: gatewayGroup,
      kind,
    })) {
      yield undefined;
      for (const ref of backendRefsOf(object)) {
        const { resolved, reason, message } = resolveBackend(
          object,
          ref,
          run.view(cluster),
        );
        if (resolved === 'Unknown') {
          run.read(cluster, serviceKind, ref.namespace);
          run.read(cluster, referenceGrantKind, ref.namespace);
        } else if (resolved === 'False' && ref.group === '') {
          yield {
            code: reason,
            severity: reason === 'BackendNotFound' ? 'warning' : 'error',
            subject: refOf(cluster, object),
            field: `spec.rules[${ref.rule}].backendRefs`,
            message: `${message}.`,
            fix:
              reason === 'RefNotPermitted'
                ? `Ask whoever owns namespace ${ref.namespace} for a ReferenceGrant there.`
                : 'Use a Service that exists and one of its ports.',
            fixableBy: reason === 'RefNotPermitted' ? 'otherTenant' : 'tenant',
            evidence: [],
          };
        }
      }
    }
  }
}
