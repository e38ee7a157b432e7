import { wordsOf } from '../../../names';
import { Platform } from '../../../platform';
import { AdmissionRule } from '../AdmissionRule';
import { inDomains, namespaceList, specChanged } from '../cel';

/**
 * Listeners of a tenant's own, on a Gateway or added to the platform's, take names inside its domains too.
 */
export function gatewayListeners(platform: Platform): AdmissionRule {
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
    conditions: { changed: specChanged },
    variables: { domains: namespaceList(wordsOf(platform.prefix).domains) },
    validations: [
      {
        expression: [
          'has(object.spec.listeners) && size(object.spec.listeners) > 0 &&',
          `object.spec.listeners.all(l, has(l.hostname) && ${inDomains(
            'l.hostname',
          )})`,
        ].join('\n'),
        message:
          'Every listener has a hostname inside the domains of its tenant.',
      },
    ],
  };
}
