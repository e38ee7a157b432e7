import { KubernetesObject, isKnown, lastValue } from '../../model';
import {
  at,
  Fields,
  fieldsOf,
  listOf,
  numberOf,
  plainText,
  textOf,
} from '../../model/fields';
import { ClusterView, namespaceLabels } from '../../snapshot/clusterView';
import { namespaceKind } from '../gateway/kinds';
import { ContainerPort, PodEnd } from './end';

/** The pod as an end of connections. */
export function podEndOf(pod: KubernetesObject, view: ClusterView): PodEnd {
  const { namespace = '', labels = {} } = pod.metadata;
  const addresses = [
    textOf(at(pod.status, 'podIP')),
    ...listOf(at(pod.status, 'podIPs')).map(({ ip }) => textOf(ip)),
  ].filter((ip): ip is string => ip !== undefined);
  return {
    type: 'pod',
    namespace,
    namespaceLabels: labelsOf(namespace, view),
    labels,
    ports: containerPorts(fieldsOf(pod.spec)),
    serviceAccount: accountOf(pod.spec),
    ...(addresses.length > 0 ? { addresses: [...new Set(addresses)] } : {}),
  };
}

/** A pod as a workload's template would make it. */
export function templateEndOf(
  workload: KubernetesObject,
  view: ClusterView,
): PodEnd {
  const { namespace = '' } = workload.metadata;
  return {
    type: 'pod',
    namespace,
    namespaceLabels: labelsOf(namespace, view),
    labels: templateLabels(workload),
    ports: containerPorts(fieldsOf(at(workload.spec, 'template', 'spec'))),
    serviceAccount: accountOf(at(workload.spec, 'template', 'spec')),
  };
}

/** The labels of the pods that a workload would make. */
export function templateLabels({
  spec,
}: KubernetesObject): Record<string, string> {
  const labels: Record<string, string> = {};
  for (const [key, value] of Object.entries(
    fieldsOf(at(spec, 'template', 'metadata', 'labels')),
  )) {
    labels[key] = plainText(value);
  }
  return labels;
}

/** The service account of a pod, which is `default` where it names none. */
export function accountOf(spec: unknown): string {
  return (
    textOf(at(spec, 'serviceAccountName')) ||
    textOf(at(spec, 'serviceAccount')) ||
    'default'
  );
}

function containerPorts(spec: Fields): ContainerPort[] {
  // Init containers that never end are sidecars, and their ports count.
  const sidecars = listOf(spec.initContainers).filter(
    ({ restartPolicy }) => restartPolicy === 'Always',
  );
  return [...listOf(spec.containers), ...sidecars].flatMap(container =>
    listOf(container.ports).flatMap(item => {
      const port = numberOf(item.containerPort);
      const name = textOf(item.name);
      return port === undefined
        ? []
        : [
            {
              ...(name === undefined ? {} : { name }),
              protocol: textOf(item.protocol) ?? 'TCP',
              port,
            },
          ];
    }),
  );
}

/** The labels of a namespace, as far as it can be read. */
export function labelsOf(
  namespace: string,
  view: ClusterView,
): Record<string, string> {
  const known = view.get(namespaceKind, undefined, namespace);
  const object = isKnown(known) ? known.value : lastValue(known);
  return object
    ? namespaceLabels(object)
    : { 'kubernetes.io/metadata.name': namespace };
}
