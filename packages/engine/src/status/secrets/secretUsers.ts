import { KubernetesObject, ObjectRef, lastValue, refOf } from '../../model';
import { at, fieldsOf, listOf, textOf } from '../../model/fields';
import { ClusterView, Kind } from '../../snapshot/clusterView';

const workloads: readonly Kind[] = [
  { group: 'apps', kind: 'Deployment' },
  { group: 'apps', kind: 'StatefulSet' },
  { group: 'apps', kind: 'DaemonSet' },
  { group: 'argoproj.io', kind: 'Rollout' },
  { group: 'batch', kind: 'CronJob' },
  { group: 'batch', kind: 'Job' },
  { group: '', kind: 'Pod' },
];
const ingress: Kind = { group: 'networking.k8s.io', kind: 'Ingress' };
const gateway: Kind = { group: 'gateway.networking.k8s.io', kind: 'Gateway' };

/** Who refers to the Secrets of a namespace, by their name. What an object runs for its owner counts as the owner's. */
export function secretUsers(
  namespace: string,
  view: ClusterView,
): Map<string, ObjectRef[]> {
  const users = new Map<string, ObjectRef[]>();
  const add = (object: KubernetesObject, names: Iterable<string>) => {
    for (const name of new Set(names)) {
      users.set(name, [
        ...(users.get(name) ?? []),
        refOf(view.cluster, object),
      ]);
    }
  };
  for (const kind of workloads) {
    for (const object of lastValue(view.list(kind, namespace)) ?? []) {
      const isOwned = object.metadata.ownerReferences?.some(
        ({ controller }) => controller,
      );
      if (!isOwned) {
        add(object, secretsOfPod(podSpecOf(object)));
      }
    }
  }
  for (const object of lastValue(view.list(ingress, namespace)) ?? []) {
    add(
      object,
      listOf(at(object.spec, 'tls')).flatMap(
        ({ secretName }) => textOf(secretName) ?? [],
      ),
    );
  }
  for (const object of lastValue(view.list(gateway)) ?? []) {
    add(object, certificatesOf(object, namespace));
  }
  return users;
}

function podSpecOf({ kind, spec }: KubernetesObject): unknown {
  switch (kind) {
    case 'Pod':
      return spec;
    case 'CronJob':
      return at(spec, 'jobTemplate', 'spec', 'template', 'spec');
    default:
      return at(spec, 'template', 'spec');
  }
}

/** The Secrets that a pod needs: variables, volumes, projections, drivers of volumes, and what its images are pulled with. */
export function secretsOfPod(pod: unknown): string[] {
  const containers = [
    'containers',
    'initContainers',
    'ephemeralContainers',
  ].flatMap(field => [...listOf(at(pod, field))]);
  const names = [
    ...containers.flatMap(({ env, envFrom }) => [
      ...listOf(env).map(each => at(each, 'valueFrom', 'secretKeyRef', 'name')),
      ...listOf(envFrom).map(each => at(each, 'secretRef', 'name')),
    ]),
    ...listOf(at(pod, 'volumes')).flatMap(volume => [
      at(volume, 'secret', 'secretName'),
      ...listOf(at(volume, 'projected', 'sources')).map(source =>
        at(source, 'secret', 'name'),
      ),
      at(volume, 'csi', 'nodePublishSecretRef', 'name'),
      ...Object.values(fieldsOf(volume)).map(driver =>
        at(driver, 'secretRef', 'name'),
      ),
    ]),
    ...listOf(at(pod, 'imagePullSecrets')).map(({ name }) => name),
  ];
  return names.flatMap(name => textOf(name) ?? []);
}

function certificatesOf(object: KubernetesObject, namespace: string) {
  return listOf(at(object.spec, 'listeners'))
    .flatMap(listener => listOf(at(listener, 'tls', 'certificateRefs')))
    .filter(
      ref =>
        (textOf(ref.namespace) ?? object.metadata.namespace) === namespace &&
        (textOf(ref.group) ?? '') === '' &&
        (textOf(ref.kind) ?? 'Secret') === 'Secret',
    )
    .flatMap(({ name }) => textOf(name) ?? []);
}
