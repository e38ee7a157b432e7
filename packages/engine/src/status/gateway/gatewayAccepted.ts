import { KubernetesObject, isKnown } from '../../model';
import { at, fieldsOf, listOf, textOf } from '../../model/fields';
import { ClusterView } from '../../snapshot/clusterView';
import { whyUnknown } from '../unknown';
import { ComputedCondition, condition } from './computedCondition';
import { JudgedListener } from './listenerConditions';

/** Whether the Gateway as such is accepted, and why not. */
export function acceptedOf(
  gateway: KubernetesObject,
  listeners: readonly JudgedListener[],
  view: ClusterView,
): ComputedCondition {
  const no = (reason: string, message: string) =>
    condition('Accepted', 'False', reason, message);
  const address = listOf(at(gateway.spec, 'addresses')).find(
    ({ type }) =>
      !['IPAddress', 'Hostname'].includes(textOf(type) ?? 'IPAddress'),
  );
  if (address) {
    return no(
      'UnsupportedAddress',
      `unsupported addresses of type ${address.type}`,
    );
  }
  const parameters = parametersOf(gateway, view);
  if (parameters?.status === 'False') {
    return parameters;
  }
  const bad = listeners.filter(({ conditions }) => isRefused(conditions));
  const names = bad.map(({ listener }) => listener.name).join(', ');
  if (bad.length === listeners.length) {
    return no(
      'ListenersNotValid',
      listeners.length === 0 ? 'the Gateway has no listeners' : names,
    );
  }
  if (parameters) {
    return parameters;
  }
  return bad.length > 0
    ? condition('Accepted', 'True', 'ListenersNotValid', names)
    : condition('Accepted', 'True', 'Accepted');
}

/** Whether a listener with these conditions is turned down. */
export function isRefused(conditions: readonly ComputedCondition[]): boolean {
  return conditions.some(
    ({ type, status }) => type === 'Accepted' && status === 'False',
  );
}

/** Which kinds of parameters a controller takes is its own affair; that they must exist is not. */
function parametersOf(
  { spec, metadata }: KubernetesObject,
  view: ClusterView,
): ComputedCondition | undefined {
  const ref = fieldsOf(at(spec, 'infrastructure', 'parametersRef'));
  const [group, kind, name] = [
    textOf(ref.group) ?? '',
    textOf(ref.kind),
    textOf(ref.name) ?? '',
  ];
  if (kind === undefined) {
    return undefined;
  }
  const text = `${kind} ${name}`;
  const known = view.get({ group, kind }, metadata.namespace, name);
  if (!isKnown(known)) {
    return known.unknown === 'notServed'
      ? condition(
          'Accepted',
          'False',
          'InvalidParameters',
          `the cluster has no ${kind} of ${group}`,
        )
      : condition('Accepted', 'Unknown', 'NotRead', whyUnknown(known));
  }
  return known.value
    ? undefined
    : condition(
        'Accepted',
        'False',
        'InvalidParameters',
        `${text} does not exist`,
      );
}
