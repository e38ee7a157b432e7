import { KubernetesObject } from '../../../model';
import { ClusterView } from '../../../snapshot/clusterView';
import { judgeBackendTlsPolicy, policyFor } from '../backendTlsPolicy';
import { BackendRef, backendRefsOf } from '../../../kinds/gateway/backendRef';
import { resolveBackend } from '../resolveBackend';
import { AnsweringBackend } from './request';

/** What stands behind one rule of a route. */
interface Behind {
  backends: AnsweringBackend[];
  mirrors: AnsweringBackend[];
  /** Weight of backends that cannot be followed. */
  failing: number;
  /** Weight of backends whose TLS cannot be set up. */
  untrusted: number;
  /** Why it is not known whether a backend can be followed. */
  unknown?: string;
  seesTls: boolean;
}

/** Follows the backends of a rule and sorts them by whether they can answer. */
export function backendsOf(
  route: KubernetesObject,
  rule: number,
  view: ClusterView,
): Behind {
  const behind: Behind = {
    backends: [],
    mirrors: [],
    failing: 0,
    untrusted: 0,
    seesTls: false,
  };
  for (const ref of backendRefsOf(route).filter(item => item.rule === rule)) {
    const { resolved, message, service } = resolveBackend(route, ref, view);
    if (ref.mirror) {
      if (resolved === 'True') {
        behind.mirrors.push(backendOf(ref));
      }
    } else if (ref.weight > 0) {
      const tls = service && tlsOf(service, ref, view);
      if (resolved === 'Unknown') {
        behind.unknown = message;
      } else if (resolved === 'False') {
        behind.failing += ref.weight;
      } else if (tls === 'broken') {
        behind.untrusted += ref.weight;
      } else {
        behind.backends.push(backendOf(ref));
        behind.seesTls = behind.seesTls || tls === 'yes';
      }
    }
  }
  return behind;
}

function tlsOf(
  service: KubernetesObject,
  ref: BackendRef,
  view: ClusterView,
): 'yes' | 'no' | 'broken' {
  const policy = policyFor(service, ref.port, view);
  if (!policy) {
    return 'no';
  }
  const refused = judgeBackendTlsPolicy(policy, view).conditions.some(
    ({ status }) => status === 'False',
  );
  return refused ? 'broken' : 'yes';
}

function backendOf({
  namespace,
  name,
  port,
  weight,
}: BackendRef): AnsweringBackend {
  return {
    namespace,
    name,
    ...(port === undefined ? {} : { port }),
    weight,
  };
}
