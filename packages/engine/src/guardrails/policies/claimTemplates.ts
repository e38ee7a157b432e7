import { labelKeysOf } from '../../names';
import { Environment, Platform } from '../../platform';
import { AdmissionRule } from '../AdmissionRule';
import { celString, specChanged } from '../cel';
import { exemptObject, exemptWriter } from '../trusted';

/**
 * Claims that a StatefulSet makes are made by Kubernetes itself, so what they may say is asked of their templates:
 * labels, finalizers and volumes among it.
 */
export function claimTemplates(
  platform: Platform,
  environment: Environment,
): AdmissionRule {
  const { layer } = labelKeysOf(platform.prefix);
  const key = celString(layer);
  const each = (condition: string) =>
    `!has(object.spec.volumeClaimTemplates) || object.spec.volumeClaimTemplates.all(c, ${condition})`;
  return {
    name: 'claim-templates',
    matches: [{ groups: ['apps'], resources: ['statefulsets'] }],
    operations: ['CREATE', 'UPDATE'],
    scope: 'tenants',
    conditions: {
      changed: specChanged,
      'not-of-the-platform': `!(${exemptObject(platform, environment)})`,
      'not-exempt': `!(${exemptWriter(platform, environment)})`,
    },
    validations: [
      {
        expression: each(
          "(!has(c.spec.volumeName) || c.spec.volumeName == '') && !has(c.spec.selector) && (!has(c.spec.dataSourceRef) || !has(c.spec.dataSourceRef.namespace) || c.spec.dataSourceRef.namespace == object.metadata.namespace)",
        ),
        message:
          'A claim of a tenant must not choose its volume (volumeName, selector) or data of another namespace.',
      },
      {
        expression: each(
          [
            '!has(c.metadata) || (',
            '(!has(c.metadata.finalizers) || size(c.metadata.finalizers) == 0) &&',
            '(!has(c.metadata.ownerReferences) || size(c.metadata.ownerReferences) == 0) &&',
            `(!has(c.metadata.labels) || !(${key} in c.metadata.labels) || c.metadata.labels[${key}] != 'platform'))`,
          ].join('\n'),
        ),
        message:
          "A claim of a tenant has no finalizers and owners, and does not carry the platform's label.",
      },
    ],
  };
}
