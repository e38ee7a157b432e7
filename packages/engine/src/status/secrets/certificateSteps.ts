import {
  CertificateStep,
  KubernetesObject,
  lastValue,
  refOf,
} from '../../model';
import { at, textOf, timeOf } from '../../model/fields';
import { ClusterView } from '../../snapshot/clusterView';
import { grouped } from '../../snapshot/grouped';
import { conditionOf } from '../conditions';
import { controllerText } from '../controllerText';

const request = { group: 'cert-manager.io', kind: 'CertificateRequest' };
const order = { group: 'acme.cert-manager.io', kind: 'Order' };
const challenge = { group: 'acme.cert-manager.io', kind: 'Challenge' };

/** One step with what the controller said before it was cleaned for showing. */
export interface FoundStep extends CertificateStep {
  /** Whether nothing is left to do in it. */
  isDone: boolean;
  /** Name that it is about, as of a challenge. */
  about?: string;
}

/**
 * What stands behind a Certificate that is not ready: its newest request, the order of that, and the challenges that are
 * not met, each by the owner that its controller names.
 */
export function certificateSteps(
  certificate: KubernetesObject,
  view: ClusterView,
): FoundStep[] {
  const newest = ownedBy(certificate, request, view)
    .sort((a, b) => revisionOf(b) - revisionOf(a) || ageOf(b) - ageOf(a))
    .slice(0, 1);
  const orders = newest.flatMap(each => ownedBy(each, order, view));
  const challenges = orders.flatMap(each => ownedBy(each, challenge, view));
  return [
    ...newest.map(each => requestStep(each, view.cluster)),
    ...[...orders, ...challenges].map(each => acmeStep(each, view.cluster)),
  ];
}

function ownedBy(
  owner: KubernetesObject,
  kind: { group: string; kind: string },
  view: ClusterView,
): KubernetesObject[] {
  const { namespace, name, uid } = owner.metadata;
  const owned = grouped(
    lastValue(view.list(kind, namespace)) ?? [],
    'owners',
    ({ metadata }) =>
      (metadata.ownerReferences ?? []).flatMap(reference => [
        `${reference.kind}/${reference.name}`,
        ...(reference.uid === undefined ? [] : [`${reference.uid}`]),
      ]),
  );
  const found = [
    ...(uid === undefined ? [] : owned.get(uid)),
    ...owned.get(`${owner.kind}/${name}`),
  ];
  return [...new Set(found)].filter(({ metadata }) =>
    metadata.ownerReferences?.some(reference =>
      uid === undefined || reference.uid === undefined
        ? reference.kind === owner.kind && reference.name === name
        : reference.uid === uid,
    ),
  );
}

function revisionOf({ metadata }: KubernetesObject): number {
  const text = metadata.annotations?.['cert-manager.io/certificate-revision'];
  return Number(text ?? 0) || 0;
}

function ageOf({ metadata }: KubernetesObject): number {
  return timeOf(metadata.creationTimestamp) ?? 0;
}

function requestStep(object: KubernetesObject, cluster: string): FoundStep {
  const refusal = ['Denied', 'InvalidRequest']
    .map(type => conditionOf(object, type))
    .find(condition => condition?.status === 'True');
  const ready = refusal ?? conditionOf(object, 'Ready');
  const message = controllerText(ready?.message ?? '');
  return {
    ref: refOf(cluster, object),
    state: refusal?.type ?? (ready?.reason || 'Pending'),
    ...(message && { message }),
    isDone: !refusal && ready?.status === 'True',
  };
}

function acmeStep(object: KubernetesObject, cluster: string): FoundStep {
  const state = textOf(at(object.status, 'state')) ?? 'pending';
  const message = controllerText(textOf(at(object.status, 'reason')) ?? '');
  const about = textOf(at(object.spec, 'dnsName'));
  return {
    ref: refOf(cluster, object),
    state,
    ...(message && { message }),
    ...(about && { about }),
    isDone: state === 'valid' || state === 'ready',
  };
}
