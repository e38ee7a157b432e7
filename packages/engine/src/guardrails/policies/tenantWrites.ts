import { resourceOf } from '../../kinds/KindRegistry';
import { Environment, Platform, kindsOf } from '../../platform';
import { AdmissionRule } from '../AdmissionRule';
import { celList } from '../cel';
import { operatorVariables, trustedUser } from '../trusted';
import { enteredPods } from './podAccess';

/** Asked of the API server and not kept. */
const reviews = ['localsubjectaccessreviews.authorization.k8s.io'];

/**
 * A tenant writes the kinds that it owns and no others, whatever RBAC was bound in its namespace and whichever operators the cluster has:
 * issuers, generators, mesh and proxy configuration, policies of engines, runs of analyses, RBAC, Secrets, bare pods, and no status.
 * What operators of the cluster write there they may write in every namespace, and so pass.
 */
export function tenantWrites(
  platform: Platform,
  environment: Environment,
): AdmissionRule {
  const ofTeams = kindsOf(platform, environment).ofTeams;
  const listed = ofTeams.map(resourceOf);
  // Scaling, and promoting a canary that waits. Status is for controllers otherwise: addresses are in it.
  const subresources = [
    ...ofTeams
      .flatMap(kind =>
        (kind.team?.writable ?? []).map(name => `${resourceOf(kind)}/${name}`),
      )
      .sort(),
    ...enteredPods.map(name => `pods/${name}`),
  ];
  return {
    name: 'tenant-writes',
    matches: [{ groups: ['*'], resources: ['*/*'] }],
    operations: ['CREATE', 'UPDATE', 'DELETE'],
    scope: 'tenants',
    conditions: {
      'not-of-a-tenant': [
        '!(request.resource.resource +',
        "  (request.resource.group == '' ? '' : '.' + request.resource.group) +",
        "  (has(request.subResource) && request.subResource != '' ? '/' + request.subResource : '')",
        `  in ${celList([...listed, ...reviews, ...subresources])})`,
      ].join('\n'),
      // It starts anew.
      'not-a-pod-deleted':
        "!(request.operation == 'DELETE' && request.resource.group == '' && request.resource.resource == 'pods')",
    },
    variables: {
      trusted: trustedUser(platform, environment),
      ...operatorVariables,
    },
    validations: [
      {
        expression: 'variables.trusted || variables.operator',
        message:
          'Tenants must not write this kind. Put what you need into the request of the tenant. An operator needs the right to write it in all namespaces.',
      },
    ],
  };
}
