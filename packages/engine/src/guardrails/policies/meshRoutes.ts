import { operatorVariables } from '../trusted';

/**
 * Variables for rules about routes. `variables.mesh`: all parents of the route are Services (GAMMA), so it takes no name and no port
 * of a gateway and its hostnames are ignored. The Services are of its own namespace where a team writes it: a route for the Service
 * of another one bends requests on their way there.
 */
export const meshVariables: Readonly<Record<string, string>> = {
  ...operatorVariables,
  parents: 'has(object.spec.parentRefs) ? object.spec.parentRefs : []',
  mesh: [
    'size(variables.parents) > 0 &&',
    "(!has(object.spec.useDefaultGateways) || object.spec.useDefaultGateways == 'None') &&",
    'variables.parents.all(p,',
    "  has(p.group) && p.group in ['', 'core'] && has(p.kind) && p.kind == 'Service') &&",
    '(variables.parents.all(p, !has(p.namespace) || p.namespace == object.metadata.namespace) ||',
    '  variables.operator)',
  ].join('\n'),
};
