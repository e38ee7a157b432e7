import { labelKeysOf } from '../../names';
import { Environment, Platform } from '../../platform';
import { AdmissionRule } from '../AdmissionRule';
import { domainSuffixes, specChanged } from '../cel';
import { exemptObject, exemptWriter } from '../trusted';
import { meshVariables } from './meshRoutes';

/**
 * Routes take names inside the tenant's domains, and say which: without hostnames a route has every name of its listener.
 * Routes of a mesh, whose parents are Services, take no names.
 */
export function routeHostnames(
  platform: Platform,
  environment: Environment,
): AdmissionRule {
  return {
    name: 'route-hostnames',
    matches: [
      {
        groups: ['gateway.networking.k8s.io'],
        resources: ['grpcroutes', 'httproutes', 'tlsroutes'],
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
      ...meshVariables,
      suffixes: domainSuffixes(labelKeysOf(platform.prefix).domains),
    },
    validations: [
      {
        expression:
          '(has(object.spec.hostnames) && size(object.spec.hostnames) > 0) || variables.mesh',
        message:
          'A route must name its hostnames. Without them it takes every name of its listener.',
      },
      {
        expression: [
          '!has(object.spec.hostnames) ||',
          "object.spec.hostnames.map(h, '.' + h).all(n, variables.suffixes.exists(s, n.endsWith(s))) ||",
          'variables.mesh',
        ].join('\n'),
        message:
          'The hostnames of a route must be inside the domains of its tenant.',
      },
    ],
  };
}
