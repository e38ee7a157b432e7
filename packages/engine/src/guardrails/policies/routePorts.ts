import { labelKeysOf } from '../../names';
import { Environment, Platform } from '../../platform';
import { AdmissionRule } from '../AdmissionRule';
import { namespaceList, specChanged } from '../cel';
import { exemptObject, exemptWriter } from '../trusted';
import { meshVariables } from './meshRoutes';

/**
 * TCP and UDP routes have no names, so each attaches to listeners that were given to its tenant, or to Services in a mesh.
 */
export function routePorts(
  platform: Platform,
  environment: Environment,
): AdmissionRule {
  const place =
    "(has(p.namespace) ? p.namespace : object.metadata.namespace) + '/' + p.name + '/' + p.sectionName + ':'";
  return {
    name: 'route-ports',
    matches: [
      {
        groups: ['gateway.networking.k8s.io'],
        resources: ['tcproutes', 'udproutes'],
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
      ports: namespaceList(labelKeysOf(platform.prefix).ports),
    },
    validations: [
      {
        expression: [
          'variables.mesh ||',
          "(!has(object.spec.useDefaultGateways) || object.spec.useDefaultGateways == 'None') &&",
          'has(object.spec.parentRefs) && size(object.spec.parentRefs) > 0 &&',
          'object.spec.parentRefs.all(p,',
          "  (!has(p.group) || p.group == 'gateway.networking.k8s.io') &&",
          "  (!has(p.kind) || p.kind == 'Gateway') &&",
          '  has(p.sectionName) &&',
          `  variables.ports.exists(g, g.startsWith(${place}) &&`,
          `    (!has(p.port) || g == ${place} + string(p.port))))`,
        ].join('\n'),
        message:
          'A TCP or UDP route must attach to a gateway, section and port that the platform gave to its tenant.',
      },
    ],
  };
}
