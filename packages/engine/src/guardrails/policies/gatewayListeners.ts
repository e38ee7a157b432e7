import { labelKeysOf } from '../../names';
import { Environment, Platform } from '../../platform';
import { AdmissionRule } from '../AdmissionRule';
import { inDomains, domainSuffixes, specChanged } from '../cel';
import {
  exemptObject,
  exemptWriter,
  operatorVariables,
  trustedUser,
} from '../trusted';

/**
 * Listeners of a tenant's own, on a Gateway or added to the platform's, take names inside its domains too.
 * The waypoint of a mesh listens for the mesh alone (HBONE) and has no names: operators make it, and the platform.
 */
export function gatewayListeners(
  platform: Platform,
  environment: Environment,
): AdmissionRule {
  return {
    name: 'gateway-listeners',
    matches: [
      {
        groups: ['gateway.networking.k8s.io'],
        resources: ['gateways', 'listenersets'],
      },
      {
        groups: ['gateway.networking.x-k8s.io'],
        resources: ['xlistenersets'],
      },
    ],
    operations: ['CREATE', 'UPDATE'],
    scope: 'tenants',
    conditions: {
      changed: specChanged,
      'not-of-the-platform': `!(${exemptObject(platform, environment)})`,
      'not-exempt': `!(${exemptWriter(platform, environment)})`,
    },
    variables: {
      suffixes: domainSuffixes(labelKeysOf(platform.prefix).domains),
      trusted: trustedUser(platform, environment),
      ...operatorVariables,
      waypoint: 'variables.trusted || variables.operator',
    },
    validations: [
      {
        expression: [
          'has(object.spec.listeners) && size(object.spec.listeners) > 0 &&',
          `object.spec.listeners.all(l, has(l.hostname) ? ${inDomains(
            'l.hostname',
          )} :`,
          "  (l.protocol == 'HBONE' && variables.waypoint))",
        ].join('\n'),
        message:
          'Every listener must have a hostname inside the domains of its tenant.',
      },
    ],
  };
}
