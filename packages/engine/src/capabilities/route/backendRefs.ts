import { BackendRef, BackendContext } from './BackendRef';
import { Backend, MirrorBackend } from './backend';
import { externalBackend } from './externalBackend';

/**
 * The backendRef of a Service that gets copies.
 */
export function mirrorRef(
  context: BackendContext,
  backend: MirrorBackend,
  field: string,
): BackendRef {
  const { service, port, namespace } = backend;
  const elsewhere =
    namespace !== undefined && namespace !== context.target.namespace;
  if (elsewhere) {
    allowElsewhere(context, service, namespace, field);
  }
  return {
    group: '',
    kind: 'Service',
    name: service,
    ...(elsewhere ? { namespace } : {}),
    port,
  };
}

/**
 * The backendRefs of a rule, by weight. What would serve nothing at all is refused.
 */
export function backendRefs(
  context: BackendContext,
  backends: readonly Backend[],
  field: string,
): BackendRef[] {
  if (backends.length > 0 && backends.every(({ weight }) => weight === 0)) {
    context.refusals.add({
      code: 'AllWeightsZero',
      field,
      given: backends.map(({ weight }) => weight),
      message:
        'All weights are 0, so every request would fail with status 500.',
      fix: 'Set the weight of at least one backend above 0.',
    });
  }
  return backends.map((backend, index) => {
    const { weight } = backend;
    return 'external' in backend
      ? {
          ...externalBackend(
            context,
            backend.external,
            `${field}[${index}].external`,
          ),
          weight,
        }
      : { ...mirrorRef(context, backend, `${field}[${index}]`), weight };
  });
}

/**
 * A Service of another namespace needs a ReferenceGrant over there. The tenant may give it in its own namespaces,
 * the platform gives it for the Services it shares; everything else is refused.
 */
function allowElsewhere(
  { refusals, target, parts }: BackendContext,
  service: string,
  namespace: string,
  field: string,
): void {
  const sibling = Object.entries(target.siblings).find(
    ([, name]) => name === namespace,
  );
  if (sibling) {
    parts.grant(sibling[0], namespace, service);
    return;
  }
  const shared = target.environment.sharedServices.filter(
    entry => entry.tenants?.includes(target.tenant) ?? true,
  );
  if (
    shared.some(
      entry => entry.namespace === namespace && entry.service === service,
    )
  ) {
    return;
  }
  const own = [target.namespace, ...Object.values(target.siblings)];
  refusals.add({
    code: 'NamespaceNotAllowed',
    field: `${field}.namespace`,
    given: namespace,
    message: `In ${target.environment.name}, this route may not send requests to ${service} in that namespace.`,
    fix: `Use a Service in ${own.join(', ')}${
      shared.length > 0 ? ', or one the platform shares' : ''
    }${shared.map(s => ` ${s.namespace}/${s.service}`).join(',')}.`,
  });
}
