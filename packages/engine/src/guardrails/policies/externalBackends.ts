import { Environment } from '../../platform';
import { AdmissionRule } from '../AdmissionRule';
import { celString, specChanged } from '../cel';

/**
 * Backends outside the cluster are hosts that the platform allows, and really outside: the gateway would reach names of the cluster
 * past ReferenceGrants and the policies of other tenants.
 */
export function externalBackends(environment: Environment): AdmissionRule {
  const offer = environment.externalBackends;
  const host = 'object.spec.externalHostname.hostname';
  return {
    name: 'external-backends',
    matches: [
      { groups: ['gateway.networking.x-k8s.io'], resources: ['xbackends'] },
    ],
    operations: ['CREATE', 'UPDATE'],
    scope: 'tenants',
    conditions: { changed: specChanged },
    validations: [
      {
        expression: offer
          ? [
              'has(object.spec.externalHostname) &&',
              `!${host}.matches('(^|[.])(local|localhost|svc|internal|cluster|[0-9]+)$') &&`,
              `${host}.contains('.') && (${allowed(offer.hostnames, host)})`,
            ].join('\n')
          : 'false',
        message: offer
          ? 'An external backend must be a host outside the cluster that the platform allows.'
          : 'The platform does not allow external backends.',
      },
    ],
  };
}

function allowed(hostnames: readonly string[], host: string): string {
  return hostnames.length === 0
    ? 'true'
    : hostnames
        .map(pattern =>
          pattern.startsWith('*.')
            ? `${host}.endsWith(${celString(pattern.slice(1))})`
            : `${host} == ${celString(pattern)}`,
        )
        .join(' || ');
}
