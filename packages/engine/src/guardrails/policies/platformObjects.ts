import { labelKeysOf } from '../../names';
import { Environment, Platform } from '../../platform';
import { AdmissionRule } from '../AdmissionRule';
import {
  isPlatforms,
  operatorNotes,
  operatorVariables,
  platformWriter,
  trustedUser,
} from '../trusted';

/**
 * What carries the platform's label is written by the platform only. The label is looked for before and after,
 * so it can neither be taken off nor put on: the latter not even by controllers, which copy labels out of a team's templates.
 *
 * Subresources are matched too. Operators of the cluster write the status of what they look after, and note finalizers on it.
 * A Scale and a request for a token carry no labels of their object, so there the names of the platform's objects count,
 * as they do for accounts, which stores and pods take by name.
 */
export function platformObjects(
  platform: Platform,
  environment: Environment,
): AdmissionRule {
  const { layer } = labelKeysOf(platform.prefix);
  const subresource = "(has(request.subResource) && request.subResource != '')";
  return {
    name: 'platform-objects',
    matches: [{ groups: ['*'], resources: ['*/*'] }],
    operations: ['CREATE', 'UPDATE', 'DELETE'],
    scope: 'tenants',
    conditions: {
      'of-the-platform': [
        isPlatforms('object', layer),
        isPlatforms('oldObject', layer),
        "(request.resource.resource == 'serviceaccounts' && object != null && has(object.metadata) && has(object.metadata.name) && object.metadata.name.startsWith('groundwork-'))",
        "(has(request.subResource) && request.subResource in ['scale', 'token'] && has(request.name) && request.name.startsWith('groundwork-'))",
      ].join(' ||\n'),
    },
    variables: {
      trusted: trustedUser(platform, environment),
      writer: platformWriter(platform, environment),
      ...operatorVariables,
      marks: `!${subresource} && ${isPlatforms(
        'object',
        layer,
      )} && !${isPlatforms('oldObject', layer)}`,
      // Kubernetes itself copies the labels of a Service of the platform.
      copies: "request.resource.resource in ['endpoints', 'endpointslices']",
    },
    validations: [
      {
        expression: [
          'variables.marks ? variables.writer || (variables.copies && variables.trusted) :',
          `  variables.trusted || (${subresource} && variables.operator) || ${operatorNotes}`,
        ].join('\n'),
        message:
          'This object belongs to the platform. Ask the platform team, or change the request of the tenant.',
      },
    ],
  };
}
