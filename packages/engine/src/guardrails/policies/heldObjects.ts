import { Environment, Platform, kindsOf } from '../../platform';
import { AdmissionRule } from '../AdmissionRule';
import { celList } from '../cel';
import { operatorVariables, trustedUser } from '../trusted';

/** Finalizers that the API server itself takes care of, and the one that Argo CD puts on hooks, as the tenant's deployer. */
const handled = [
  'argocd.argoproj.io/hook-finalizer',
  'foregroundDeletion',
  'kubernetes.io/pvc-protection',
  'orphan',
];

/**
 * A tenant does not hold up the end of its namespace, nor that of the platform's objects: it sets no finalizers,
 * which nobody would ever take off, and makes no object depend on what is the platform's.
 */
export function heldObjects(
  platform: Platform,
  environment: Environment,
): AdmissionRule {
  const changed = (field: string) =>
    `(has(object.metadata) && has(object.metadata.${field}) && (oldObject == null || !has(oldObject.metadata.${field}) || object.metadata.${field} != oldObject.metadata.${field}))`;
  const kinds = [
    'Namespace',
    'Node',
    ...kindsOf(platform).ofPlatform.map(({ kind }) => kind),
  ];
  return {
    name: 'held-objects',
    matches: [{ groups: ['*'], resources: ['*'] }],
    operations: ['CREATE', 'UPDATE'],
    scope: 'tenants',
    conditions: {
      changed: `${changed('finalizers')} || ${changed('ownerReferences')}`,
    },
    variables: {
      trusted: trustedUser(platform, environment),
      ...operatorVariables,
      before:
        'oldObject != null && has(oldObject.metadata.finalizers) ? oldObject.metadata.finalizers : []',
    },
    validations: [
      {
        expression: [
          '!has(object.metadata.finalizers) ||',
          `object.metadata.finalizers.all(f, f in ${celList(
            handled,
          )} || f in variables.before) ||`,
          'variables.trusted || variables.operator',
        ].join('\n'),
        message:
          'A tenant must not set finalizers. They would block the deletion of its namespace.',
      },
      {
        expression: [
          '!has(object.metadata.ownerReferences) ||',
          `object.metadata.ownerReferences.all(o, !(o.kind in ${celList(
            kinds,
          )}) && !o.name.startsWith('groundwork-')) ||`,
          'variables.trusted || variables.operator',
        ].join('\n'),
        message:
          'An object of a tenant must not be owned by an object of the platform (ownerReferences).',
      },
    ],
  };
}
