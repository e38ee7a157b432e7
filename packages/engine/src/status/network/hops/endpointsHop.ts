import { Hop, KubernetesObject, Verdict, isKnown, refOf } from '../../../model';
import { at, listOf, textOf } from '../../../model/fields';
import { ClusterView } from '../../../snapshot/clusterView';
import { onceAView } from '../../../snapshot/onceAView';
import { whyUnknown } from '../../unknown';
import { healthy, verdict } from '../../verdict';
import { HopContext } from './hopContext';
import { withoutEndpoints } from './withoutEndpoints';

const endpointSliceKind = { group: 'discovery.k8s.io', kind: 'EndpointSlice' };

/** How many pods, or addresses of no pod, stand behind a Service's port, and how many of them take traffic. */
function countEndpoints(
  service: KubernetesObject,
  port: number | undefined,
  slices: readonly KubernetesObject[],
): { ready: number; all: number } {
  const item = listOf(at(service.spec, 'ports')).find(
    entry => entry.port === port,
  );
  const portName = textOf(item?.name) ?? '';
  const ready = new Set<string>();
  const all = new Set<string>();
  for (const slice of slices) {
    const ports = listOf(slice.ports);
    const carries = ports.some(
      entry => (textOf(entry.name) ?? '') === portName,
    );
    for (const endpoint of carries ? listOf(slice.endpoints) : []) {
      const [address] = Array.isArray(endpoint.addresses)
        ? endpoint.addresses
        : [];
      // By the API's rule an absent `ready` means ready.
      const isReady = at(endpoint.conditions, 'ready') !== false;
      if (typeof address === 'string') {
        // A pod of two address families is in a slice of each.
        const name = textOf(at(endpoint.targetRef, 'uid')) ?? address;
        all.add(name);
        if (isReady) {
          ready.add(name);
        }
      }
    }
  }
  return { ready: ready.size, all: all.size };
}

const once = onceAView<{ ready: number; all: number }>();

/** Whether anything ready stands behind the Service. */
export function endpointsHop(
  { view, now }: HopContext,
  service: KubernetesObject,
  port: number | undefined,
): Hop | undefined {
  if (at(service.spec, 'type') === 'ExternalName') {
    return undefined;
  }
  const subject = refOf(view.cluster, service);
  const slices = slicesOf(service, view);
  if (!isKnown(slices)) {
    return {
      kind: 'endpoints',
      subject,
      detail: 'not known',
      verdict: verdict('Unknown', whyUnknown(slices), {
        fixableBy: 'platform',
      }),
    };
  }
  const { namespace, name } = service.metadata;
  const { ready, all } = once(view, `${namespace}/${name}:${port}`, () =>
    countEndpoints(service, port, slices.value),
  );
  return {
    kind: 'endpoints',
    subject,
    detail: `${ready} of ${all} endpoints ready`,
    verdict: verdictOf(),
  };

  function verdictOf(): Verdict {
    if (ready > 0) {
      return healthy();
    }
    return all > 0
      ? verdict(
          'Degraded',
          `none of the ${all} pods of Service ${service.metadata.name} is ready`,
          { fixableBy: 'tenant' },
        )
      : withoutEndpoints(service, port, view, now);
  }
}

function slicesOf(service: KubernetesObject, view: ClusterView) {
  return view.list(endpointSliceKind, service.metadata.namespace, {
    matchLabels: { 'kubernetes.io/service-name': service.metadata.name },
  });
}
