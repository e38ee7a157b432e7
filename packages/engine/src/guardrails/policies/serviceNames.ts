import { AdmissionRule } from '../AdmissionRule';
import { specChanged } from '../cel';

/**
 * Services are for the inside of the cluster. Those that stand for names or addresses outside of the namespace would lead routes
 * past ReferenceGrants and egress rules, and ports of nodes and load balancers go around the gateways.
 */
export function serviceNames(): AdmissionRule {
  return {
    name: 'service-names',
    matches: [{ groups: [''], resources: ['services'] }],
    operations: ['CREATE', 'UPDATE'],
    scope: 'tenants',
    conditions: { changed: specChanged },
    validations: [
      {
        expression:
          "!has(object.spec.type) || object.spec.type != 'ExternalName'",
        message: 'A Service of a tenant must not be of type ExternalName.',
      },
      {
        expression:
          "!has(object.spec.type) || !(object.spec.type in ['LoadBalancer', 'NodePort'])",
        message:
          'A Service of a tenant must not be of type NodePort or LoadBalancer. Use a route of a gateway.',
      },
      {
        expression:
          '!has(object.spec.externalIPs) || size(object.spec.externalIPs) == 0',
        message: 'A Service of a tenant must not set externalIPs.',
      },
    ],
  };
}
