import { z } from 'zod';
import { Refusals } from '../../request/Refusals';
import { KubernetesObject } from '../../model';
import { objectName, shortHash } from '../../names';
import { Target, tenantMeta } from '../../manifests/Target';
import { externalBackendSchema } from './backend';
import type { BackendContext, BackendRef } from './BackendRef';
import { missingFeature } from '../../platform/gatewayApi';

type External = z.output<typeof externalBackendSchema>['external'];

/**
 * The backendRef of a host outside the cluster. The object that stands for it goes to `context.parts`.
 */
export function externalBackend(
  context: BackendContext,
  external: External,
  field: string,
): BackendRef {
  const { refusals, target, parts } = context;
  const offer = target.environment.externalBackends;
  checkHost(refusals, target, external.hostname, field);
  if (!offer) {
    refusals.add({
      code: 'ExternalNotAllowed',
      field,
      given: external.hostname,
      message: `Backends outside the cluster are not allowed in ${target.environment.name}.`,
      fix: 'Use a Service, or ask the platform team to set externalBackends.',
    });
    return { group: '', kind: 'Service', name: '', port: external.port };
  }
  const name = objectName([
    'external',
    context.name,
    shortHash(JSON.stringify(external)),
  ]);
  parts.objects.set(name, xBackend(name, external, target));
  const missing = missingFeature('XBackend', target.gatewayApi);
  if (missing) {
    refusals.add({
      code: 'NotServed',
      field,
      message: `External backends need XBackend in ${target.environment.name}: ${missing}.`,
      fix: 'Use a Service, or ask the platform team to share a Service for this host.',
    });
  }
  return {
    group: 'gateway.networking.x-k8s.io',
    kind: 'XBackend',
    name,
    port: external.port,
  };
}

/** Names that mean something inside a cluster, and addresses, would lead around the network policies of others. */
function checkHost(
  refusals: Refusals,
  target: Target,
  hostname: string,
  field: string,
): void {
  const at = `${field}.hostname`;
  if (
    /(^|\.)(local|localhost|svc|internal|cluster)$/.test(hostname) ||
    /(^|\.)\d+$/.test(hostname)
  ) {
    refusals.add({
      code: 'HostNotExternal',
      field: at,
      given: hostname,
      message: 'This is not the name of a host outside the cluster.',
      fix: 'Use a public name. For something in the cluster, use its Service.',
    });
  }
  const allowed = target.environment.externalBackends?.hostnames ?? [];
  const fits = allowed.some(pattern =>
    pattern.startsWith('*.')
      ? hostname.endsWith(pattern.slice(1))
      : hostname === pattern,
  );
  if (allowed.length > 0 && !fits) {
    refusals.add({
      code: 'ExternalNotAllowed',
      field: at,
      given: hostname,
      message: `This host is not allowed in ${target.environment.name}.`,
      fix: `Use one of: ${allowed.join(', ')}.`,
    });
  }
}

function xBackend(
  name: string,
  { hostname, port, protocol, tls }: External,
  target: Target,
): KubernetesObject {
  return {
    apiVersion: 'gateway.networking.x-k8s.io/v1alpha1',
    kind: 'XBackend',
    metadata: tenantMeta(target, name),
    spec: {
      type: 'ExternalHostname',
      externalHostname: { hostname },
      port: { port },
      protocol,
      ...(tls
        ? {
            tls: {
              mode: 'ServerOnly',
              validation: { hostname, wellKnownCACertificates: 'System' },
            },
          }
        : {}),
    },
  };
}
