import { STORAGE_CLASS_ANNOTATION } from '../../amounts/storageClassOf';
import { labelKeysOf } from '../../names';
import { Environment, Platform } from '../../platform';
import { AdmissionRule } from '../AdmissionRule';
import {
  anyTier,
  celList,
  celString,
  namespaceTier,
  specChanged,
} from '../cel';
import { exemptObject, exemptWriter } from '../trusted';

/** They bind claims to volumes. */
const binders = [
  'system:kube-controller-manager',
  'system:serviceaccount:kube-system:persistent-volume-binder',
];

/**
 * The storage class of a claim (an expression), empty where it names none: an annotation, which can be changed at any time, counts
 * before the field (Kubernetes, GetPersistentVolumeClaimClass).
 */
function classOf(claim: string): string {
  const annotations = `${claim}.metadata.annotations`;
  const key = celString(STORAGE_CLASS_ANNOTATION);
  return [
    `has(${annotations}) && ${key} in ${annotations} ? ${annotations}[${key}] :`,
    `  (has(${claim}.spec.storageClassName) ? ${claim}.spec.storageClassName : '')`,
  ].join('\n');
}

/**
 * Claims take a volume that is made for them: not one by its name or labels, which may hold another team's data, none copied out of another
 * namespace, and none of a class that the tier does not have. It holds for claims that controllers make of a team's templates too.
 */
export function volumeClaims(
  platform: Platform,
  environment: Environment,
): AdmissionRule {
  const { tier } = labelKeysOf(platform.prefix);
  const classes = Object.fromEntries(
    Object.entries(platform.tiers).map(([name, { storageClasses }]) => [
      name,
      storageClasses.length === 0
        ? 'true'
        : `variables.class in ${celList(storageClasses)}`,
    ]),
  );
  const others = `!(variables.tier in ${celList(Object.keys(platform.tiers))})`;
  const unchanged = (field: string) =>
    `(request.operation == 'UPDATE' && has(oldObject.spec.${field}) && object.spec.${field} == oldObject.spec.${field})`;
  return {
    name: 'volume-claims',
    matches: [{ groups: [''], resources: ['persistentvolumeclaims'] }],
    operations: ['CREATE', 'UPDATE'],
    scope: 'tenants',
    conditions: {
      changed: `${specChanged} ||\n(${classOf('object')}) != (${classOf(
        'oldObject',
      )})`,
      'not-of-the-platform': `!(${exemptObject(platform, environment)})`,
      'not-bound': `!(request.operation == 'UPDATE' && request.userInfo.username in ${celList(
        binders,
      )})`,
    },
    variables: {
      exempt: exemptWriter(platform, environment),
      tier: namespaceTier(tier),
      class: classOf('object'),
    },
    validations: [
      {
        expression: `!has(object.spec.volumeName) || object.spec.volumeName == '' || ${unchanged(
          'volumeName',
        )} || variables.exempt`,
        message: 'A claim of a tenant must not name its volume (volumeName).',
      },
      {
        expression: `!has(object.spec.selector) || ${unchanged(
          'selector',
        )} || variables.exempt`,
        message:
          'A claim of a tenant must not choose its volume by labels (selector).',
      },
      {
        expression:
          '!has(object.spec.dataSourceRef) || !has(object.spec.dataSourceRef.namespace) || object.spec.dataSourceRef.namespace == object.metadata.namespace || variables.exempt',
        message:
          'A claim of a tenant must not take data from other namespaces (dataSourceRef).',
      },
      {
        expression: [
          "variables.class == '' ||",
          `(request.operation == 'UPDATE' && variables.class == (${classOf(
            'oldObject',
          )})) ||`,
          `${others} || ${anyTier(classes)} || variables.exempt`,
        ].join('\n'),
        message:
          "The StorageClass of a claim is one of the tenant's tier (storageClasses).",
      },
    ],
  };
}
