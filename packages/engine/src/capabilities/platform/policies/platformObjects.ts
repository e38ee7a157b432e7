import { wordsOf } from '../../../names';
import { Environment, Platform } from '../../../platform';
import { AdmissionRule } from '../AdmissionRule';
import { celString } from '../cel';
import { trustedUser } from '../trusted';

/**
 * What carries the platform's label is written by the platform only. The label is looked for before and after,
 * so it can neither be taken off nor put on.
 */
export function platformObjects(
  platform: Platform,
  environment: Environment,
): AdmissionRule {
  const layer = celString(wordsOf(platform.prefix).layer);
  const isPlatform = (object: string) =>
    `(${object} != null && has(${object}.metadata.labels) && ${layer} in ${object}.metadata.labels && ${object}.metadata.labels[${layer}] == 'platform')`;
  return {
    name: 'platform-objects',
    matches: [{ groups: ['*'], resources: ['*'] }],
    operations: ['CREATE', 'UPDATE', 'DELETE'],
    scope: 'tenants',
    conditions: {
      'of-the-platform': `${isPlatform('object')} ||\n${isPlatform(
        'oldObject',
      )}`,
    },
    validations: [
      {
        expression: trustedUser(platform, environment),
        message:
          'This object belongs to the platform. Ask the platform team, or change the request of the tenant.',
      },
    ],
  };
}
