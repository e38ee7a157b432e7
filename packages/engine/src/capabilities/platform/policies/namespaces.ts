import { wordsOf } from '../../../names';
import { Environment, Platform } from '../../../platform';
import { AdmissionRule } from '../AdmissionRule';
import { celString } from '../cel';
import { trustedUser } from '../trusted';

/**
 * The labels and annotations of a tenant's namespace decide over everything else, so only the platform writes them.
 * It has no namespace selector: the API server would hold it against the labels that the update asks for,
 * and an update that takes the label off would pass unseen.
 */
export function namespaces(
  platform: Platform,
  environment: Environment,
): AdmissionRule {
  const words = wordsOf(platform.prefix);
  const tenant = celString(words.tenant);
  const label = celString(words.environment);
  const isTenant = (object: string) =>
    `(${object} != null && has(${object}.metadata.labels) && ${tenant} in ${object}.metadata.labels && ${label} in ${object}.metadata.labels && ${object}.metadata.labels[${label}] == ${celString(
      environment.name,
    )})`;
  return {
    name: 'namespaces',
    matches: [{ groups: [''], resources: ['namespaces'] }],
    operations: ['CREATE', 'UPDATE', 'DELETE'],
    scope: 'cluster',
    conditions: {
      'of-a-tenant': `${isTenant('object')} ||\n${isTenant('oldObject')}`,
    },
    variables: {
      trusted: trustedUser(platform, environment),
      oldLabels: orEmpty('oldObject.metadata.labels'),
      newLabels: orEmpty('object.metadata.labels'),
      oldAnnotations: orEmpty('oldObject.metadata.annotations'),
      newAnnotations: orEmpty('object.metadata.annotations'),
    },
    validations: [
      {
        expression: [
          'variables.trusted || (',
          "  request.operation == 'UPDATE' &&",
          `  ${kept('Labels', platform)} &&`,
          `  ${kept('Annotations', platform)})`,
        ].join('\n'),
        message:
          'The namespace of a tenant belongs to the platform: its labels, annotations and end are changed in the request of the tenant.',
      },
    ],
  };
}

function orEmpty(map: string): string {
  return `has(${map}) ? ${map} : {}`;
}

/** The protected keys are the same before and after. */
function kept(map: 'Labels' | 'Annotations', platform: Platform): string {
  const isFree = [
    `${platform.prefix}/`,
    'pod-security.kubernetes.io/',
    'scheduler.alpha.kubernetes.io/',
  ]
    .map(prefix => `!k.startsWith(${celString(prefix)})`)
    .join(' && ');
  const [before, after] = [`variables.old${map}`, `variables.new${map}`];
  return [
    `${after}.all(k, (${isFree}) || (k in ${before} && ${before}[k] == ${after}[k]))`,
    `${before}.all(k, (${isFree}) || k in ${after})`,
  ].join(' && ');
}
