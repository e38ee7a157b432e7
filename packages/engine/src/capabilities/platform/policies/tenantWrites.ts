import { Environment, Platform } from '../../../platform';
import { tenantKinds } from '../../namespace/tenantKinds';
import { AdmissionRule } from '../AdmissionRule';
import { celList } from '../cel';
import { operatorVariables, trustedUser } from '../trusted';

/** Asked of the API server and not kept. */
const reviews = ['localsubjectaccessreviews.authorization.k8s.io'];

/**
 * A tenant writes the kinds that it owns and no others, whatever RBAC was bound in its namespace and whichever operators the cluster has:
 * issuers, generators, mesh and proxy configuration, policies of engines, runs of analyses, RBAC, Secrets, bare pods.
 * What operators of the cluster write there they may write in every namespace, and so pass.
 */
export function tenantWrites(
  platform: Platform,
  environment: Environment,
): AdmissionRule {
  const listed = tenantKinds.map(({ group, resource }) =>
    group === '' ? resource : `${resource}.${group}`,
  );
  return {
    name: 'tenant-writes',
    matches: [{ groups: ['*'], resources: ['*'] }],
    operations: ['CREATE', 'UPDATE', 'DELETE'],
    scope: 'tenants',
    conditions: {
      'not-of-a-tenant': [
        "!((request.resource.group == '' ? request.resource.resource : request.resource.resource + '.' + request.resource.group)",
        `  in ${celList([...listed, ...reviews])}) &&`,
        // Deleting a pod starts it anew.
        "!(request.operation == 'DELETE' && request.resource.group == '' && request.resource.resource == 'pods')",
      ].join('\n'),
    },
    variables: {
      trusted: trustedUser(platform, environment),
      ...operatorVariables,
    },
    validations: [
      {
        expression: 'variables.trusted || variables.operator',
        message:
          'A tenant does not write this kind. What it needs of the platform goes into its request; operators need their right for all namespaces.',
      },
    ],
  };
}
